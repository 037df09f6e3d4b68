import type { Profile } from './profile.js'

/** Sampling variance of the mean difference of two points on the same samples, what their networks share taken out. */
export function sampleVariance({ scores: a }: Profile, { scores: b }: Profile): number {
  const samples = a.length
  let [sum, squares] = [0, 0]
  for (let i = 0; i < samples; i++) sum += a[i]! - b[i]!
  const middle = sum / samples
  for (let i = 0; i < samples; i++) squares += (a[i]! - b[i]! - middle) ** 2
  return squares / (samples - 1) / samples
}
