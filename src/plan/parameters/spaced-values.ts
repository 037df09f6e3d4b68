import { withoutNoise } from './without-noise.js'

/** `count` numbers from min to max, both exact, with equal distances, or with equal ratios for `logspace`. */
export function spacedValues(kind: 'linspace' | 'logspace', { min, max, count }: Spacing): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return min
    if (i === count - 1) return max
    const part = i / (count - 1)
    if (kind === 'linspace') return withoutNoise(min * (1 - part) + max * part)
    return withoutNoise(10 ** (Math.log10(min) * (1 - part) + Math.log10(max) * part))
  })
}

export interface Spacing {
  readonly min: number
  readonly max: number
  readonly count: number
}
