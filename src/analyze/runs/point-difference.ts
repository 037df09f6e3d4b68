import { comparePoints } from '../comparison/compare-points.js'
import type { Point } from '../points/group-points.js'
import type { RunData } from '../run-data.js'
import { mean } from '../statistics/mean.js'
import { pairedT } from '../statistics/paired-t.js'
import { welch } from '../statistics/welch.js'
import { bySeed } from './by-seed.js'
import type { Difference, PointDifference } from './run-comparison.js'

/**
 * How a point of run B differs from one of run A: over the pairs of trials of the same seed where there are two or more;
 * otherwise over the seeds of each where both have two; otherwise, for one trial each whose predictions of the same samples
 * are kept, over these, which says nothing of other seeds. The p value is not corrected yet.
 */
export function pointDifference(pointA: Point, pointB: Point, a: RunData, b: RunData): PointDifference {
  const [ofA, ofB] = [bySeed(pointA), bySeed(pointB)]
  const common = [...ofA.keys()].filter((seed) => ofB.has(seed))
  const paired = common.length >= 2
  const valuesA = paired ? common.map((seed) => ofA.get(seed)!) : [...ofA.values()]
  const valuesB = paired ? common.map((seed) => ofB.get(seed)!) : [...ofB.values()]
  const [meanA, meanB] = [mean(valuesA), mean(valuesB)]
  return {
    params: pointA.params,
    paramsOfB: pointB.params,
    a: { ...trialsOf(pointA), mean: meanA },
    b: { ...trialsOf(pointB), mean: meanB },
    difference: {
      ...{ value: meanB - meanA, interval: null, p: null, by: null, count: 0 },
      ...(paired ? overPairs(valuesA, valuesB) : (overSeeds(valuesA, valuesB) ?? overSamples(pointA, pointB, a, b))),
    },
  }
}

type Test = Pick<Difference, 'interval' | 'p' | 'by' | 'count'>

function trialsOf({ trials }: Point) {
  return { trials: trials.map(({ number }) => number), seeds: [...new Set(trials.map(({ seed }) => seed))] }
}

function overPairs(a: readonly number[], b: readonly number[]): Test {
  const { interval, p } = pairedT(b, a)!
  return { interval, p, by: 'seed_pairs', count: a.length }
}

function overSeeds(a: readonly number[], b: readonly number[]): Test | null {
  const found = welch(b, a)
  return found && { interval: found.interval, p: found.p, by: 'seeds', count: a.length + b.length }
}

function overSamples(pointA: Point, pointB: Point, a: RunData, b: RunData): Test | null {
  if (pointA.trials.length > 1 || pointB.trials.length > 1) return null
  // The same trial has the same key in both runs.
  const [ofA, ofB] = [a, b].map(({ validation }, i) => {
    return [...validation].map(([key, predictions]) => [`${i} ${key}`, predictions] as const)
  })
  const [renamedA, renamedB] = [pointA, pointB].map((point, i) => {
    return { ...point, trials: point.trials.map((trial) => ({ ...trial, key: `${i} ${trial.key}` })) }
  })
  const { p, points } = comparePoints([renamedA!, renamedB!], a.run.sweep.metric, new Map([...ofA!, ...ofB!]))
  const [profileA, profileB] = points.map(({ profile }) => profile)
  if (!profileA || !profileB || p[1] == null) return null
  const { interval } = pairedT(profileB.scores, profileA.scores)!
  return { interval, p: p[1], by: 'samples', count: profileA.scores.length }
}
