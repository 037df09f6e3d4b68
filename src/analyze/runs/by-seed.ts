import type { Point } from '../points/group-points.js'
import { mean } from '../statistics/mean.js'

/** The value of a point with each of its seeds; the mean where several trials have one. */
export function bySeed({ trials, values }: Point): ReadonlyMap<number, number> {
  const lists = new Map<number, number[]>()
  trials.forEach(({ seed }, i) => {
    lists.set(seed, [...(lists.get(seed) ?? []), values[i]!])
  })
  return new Map([...lists].map(([seed, list]) => [seed, mean(list)]))
}
