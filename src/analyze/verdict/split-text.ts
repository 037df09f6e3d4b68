import type { Predictions } from '../predictions.js'

/** " on PrivateTest", by the predictions of the trials with these keys; empty where none were kept. */
export function splitText(kept: ReadonlyMap<string, Predictions>, keys: readonly string[]): string {
  const splits = keys.map((key) => kept.get(key)?.splits).find((found) => found !== undefined)
  return splits && splits.length > 0 ? ` on ${splits.join(' and ')}` : ''
}
