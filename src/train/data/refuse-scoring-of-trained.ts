import { UsageError } from '../../core/usage-error.js'
import type { SplitChoice } from './choose-splits.js'
import { parseSplitSlice, rangeOf, type SplitSlice } from './split-slice.js'

/**
 * Throws UsageError for images that would be trained on and scored. `countOf` gives the number of images of a split, where
 * it is known; without it a percentage and a number cannot be compared, and are let pass.
 */
export function refuseScoringOfTrained(
  { train, validation, test }: SplitChoice,
  countOf: (name: string) => number | undefined = () => undefined,
): void {
  const trained = train.map(parseSplitSlice)
  for (const [part, names] of Object.entries({ validation, test })) {
    for (const scored of names.map(parseSplitSlice)) {
      const both = trained.find((slice) => overlap(slice, scored, countOf(slice.name)))
      if (both === undefined) continue
      const same = both.text === scored.text ? 'is listed under train too' : `overlaps "${both.text}" under train`
      throw new UsageError(
        `${part}: the split "${scored.text}" ${same}. A split that was trained on cannot be scored; ` +
          `take it out of train or out of ${part}`,
      )
    }
  }
}

/** How many images a split is taken to have where only percentages tell its parts apart. */
const fine = 1_000_000

function overlap(a: SplitSlice, b: SplitSlice, count: number | undefined): boolean {
  if (a.name !== b.name) return false
  const bounds = [a.from, a.to, b.from, b.to]
  // 0 and 100 % mean the same in either unit.
  const inner = bounds.filter(({ value, unit }) => value > 0 && !(unit === 'percent' && value === 100))
  const mixed = new Set(inner.map(({ unit }) => unit)).size > 1
  if (count === undefined && mixed) return false
  const [aFrom, aTo] = rangeOf(a, count ?? fine)
  const [bFrom, bTo] = rangeOf(b, count ?? fine)
  return aFrom < bTo && bFrom < aTo
}
