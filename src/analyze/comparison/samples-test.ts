import { mcnemar } from '../statistics/mcnemar.js'
import { pairedT } from '../statistics/paired-t.js'
import type { ComparedPoint } from './compared-point.js'

/**
 * Two-sided p of the difference of two points with one network each, on the same samples: these networks on other images,
 * nothing of other seeds. McNemar's exact test of hits and misses, for other scores the paired t-test, which stands for
 * the paired bootstrap of their mean: with thousands of samples they agree. Null where predictions are not known.
 */
export function samplesTest(
  { profile: a }: ComparedPoint,
  { profile: b }: ComparedPoint,
  binary: boolean,
): number | null {
  if (!a || !b) return null
  if (!binary) return pairedT(a.scores, b.scores)?.p ?? null
  let [first, second] = [0, 0]
  for (let i = 0; i < a.scores.length; i++) {
    if (a.scores[i]! > b.scores[i]!) first++
    else if (a.scores[i]! < b.scores[i]!) second++
  }
  return mcnemar(first, second)
}
