import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import { isFixed } from '../core/parameter.js'
import type { RunData } from '../core/run-data.js'
import type { Metric } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import { comparePoints } from './comparison/ties.js'
import type { Point } from './points.js'
import type { Interval } from './statistics/intervals.js'
import { differenceOf, pairedT, welch } from './statistics/tests.js'
import { mean, satterthwaite, variance } from './statistics/variance.js'

/**
 * The mean difference over the points in common, each with the same weight; null when there are none. Where all of them
 * have two seeds or more in both runs, it goes over these, and would be another with other points and other seeds;
 * otherwise over the means of the points, by a paired t-test that knows nothing of other seeds. A point alone stands for
 * itself.
 */
export function overallDifference(
  points: readonly PointDifference[],
  pairs: readonly (readonly [Point, Point])[],
  level = 0.95,
): Overall | null {
  const [only] = points
  if (!only) return null
  if (points.length === 1) return { a: only.a.mean, b: only.b.mean, difference: only.difference }
  const seeds = sharedSeeds(pairs)
  if (seeds.length >= 2) return crossed(pairs, seeds, level)
  const [ofA, ofB] = [points.map(({ a }) => a.mean), points.map(({ b }) => b.mean)]
  const [a, b] = [mean(ofA), mean(ofB)]
  const { interval, p } = pairedT(ofB, ofA, level)!
  return { a, b, difference: { value: b - a, interval, p, by: 'points', count: points.length } }
}

/** The seeds that every point has in both runs. */
function sharedSeeds(pairs: readonly (readonly [Point, Point])[]): readonly number[] {
  const lists = pairs.flat().map((point) => new Set(point.trials.map(({ seed }) => seed)))
  return [...lists[0]!].filter((seed) => lists.every((list) => list.has(seed)))
}

/**
 * Points and seeds both drawn at random: the variance of the mean of a table is that of its means by point plus that of
 * its means by seed, less the interaction, which either contains, and at least the greater of the two (Scheffé, "The
 * Analysis of Variance", 1959, section 7.4), with Satterthwaite's degrees of freedom.
 */
function crossed(pairs: readonly (readonly [Point, Point])[], seeds: readonly number[], level: number): Overall {
  const tables = ([0, 1] as const).map((side) =>
    pairs.map((pair) => {
      const values = bySeed(pair[side])
      return seeds.map((seed) => values.get(seed)!)
    }),
  )
  const [a, b] = tables.map((table) => mean(table.map(mean)))
  // [points, seeds]
  const table = tables[0]!.map((row, i) => row.map((value, j) => tables[1]![i]![j]! - value))
  const [byPoint, bySeeds] = [table.map(mean), seeds.map((_, j) => mean(table.map((row) => row[j]!)))]
  const whole = mean(byPoint)
  const rest = table.flatMap((row, i) => row.map((value, j) => (value - byPoint[i]! - bySeeds[j]! + whole) ** 2))
  const [points, count] = [byPoint.length, rest.length]
  const interaction = rest.reduce((sum, square) => sum + square, 0) / ((points - 1) * (seeds.length - 1) * count)
  const [ofPoints, ofSeeds] = [variance(byPoint) / points, variance(bySeeds) / seeds.length]
  const both = ofPoints + ofSeeds
  const standardError = Math.sqrt(Math.max(both - interaction, ofPoints, ofSeeds))
  const degrees = satterthwaite([
    { variance: ofPoints, degrees: points - 1 },
    { variance: ofSeeds, degrees: seeds.length - 1 },
  ])
  const { value, interval, p } = differenceOf(whole, standardError, degrees, level)
  return { a: a!, b: b!, difference: { value, interval, p, by: 'points_and_seeds', count } }
}

/** The value of a point with each of its seeds; the mean where several trials have one. */
function bySeed({ trials, values }: Point): ReadonlyMap<number, number> {
  const lists = new Map<number, number[]>()
  trials.forEach(({ seed }, i) => {
    lists.set(seed, [...(lists.get(seed) ?? []), values[i]!])
  })
  return new Map([...lists].map(([seed, list]) => [seed, mean(list)]))
}

/** The parameters that only one of the runs has, or that are fixed in both at different values, by name. */
export function parameterDifferences(a: RunData, b: RunData): readonly ParameterDifference[] {
  const [ofA, ofB] = [namesOf(a), namesOf(b)]
  return [...new Set([...ofA, ...ofB])].sort().flatMap((name) => {
    const [inA, inB] = [ofA.has(name), ofB.has(name)]
    if (inA && inB && !isFixedApart(a, b, name)) return []
    return [{ name, a: inA ? valuesOf(a, name) : null, b: inB ? valuesOf(b, name) : null }]
  })
}

function namesOf({ run }: RunData): ReadonlySet<string> {
  return new Set(run.sweep.parameters.map(({ name }) => name))
}

function isFixedApart(a: RunData, b: RunData, name: string): boolean {
  const [inA, inB] = [a, b].map(({ run }) => run.sweep.parameters.find((parameter) => parameter.name === name)!)
  if (!isFixed(inA!) || !isFixed(inB!)) return false
  return canonicalJson(inA.values[0]) !== canonicalJson(inB.values[0])
}

/** Of the trials or, before there are any, of the sweep. */
function valuesOf({ run, trials }: RunData, name: string): readonly Json[] {
  const parameter = run.sweep.parameters.find((each) => each.name === name)!
  if (isFixed(parameter)) return parameter.values
  const values = trials.flatMap(({ params }) => (Object.hasOwn(params, name) ? [params[name]!] : []))
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()]
}

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

type Test = Pick<RunDifference, 'interval' | 'p' | 'by' | 'count'>

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

/** What one run, B, does otherwise than another, A. Every difference is B less A. */
export interface RunComparison {
  /** Names of the runs. */
  readonly a: string
  readonly b: string
  readonly metric: Metric
  /** Parameters that one run does not have, or that are fixed in both at different values. */
  readonly parameters: readonly ParameterDifference[]
  /** Points that both have, best of A first. */
  readonly points: readonly PointDifference[]
  /** How many points have a complete trial in one run only. */
  readonly onlyA: number
  readonly onlyB: number
  /** Mean over the points in common; null when there are none. */
  readonly overall: Overall | null
  /** The best point of each run, in common or not; null where one has no complete trial. */
  readonly best: PointDifference | null
  /** Error rate of each family of tests: that of the points, and that of `overall` and `best`. */
  readonly level: number
  /** Whether `overall` or `best` is significantly worse in B; null when neither could be tested. */
  readonly worse: boolean | null
}

export interface ParameterDifference {
  readonly name: string
  /** Values in the order of their trials; null where the run does not have the parameter. */
  readonly a: readonly Json[] | null
  readonly b: readonly Json[] | null
}

export interface PointDifference {
  /** Of A; without what the runs differ in for points in common. */
  readonly params: Params
  /** The same but for `best`. */
  readonly paramsOfB: Params
  readonly a: Side
  readonly b: Side
  readonly difference: RunDifference
}

/** The complete trials of a point in one run; where only this run has some parameter, of all its values together. */
export interface Side {
  readonly trials: readonly number[]
  readonly seeds: readonly number[]
  /** Over the seeds that were compared. */
  readonly mean: number
}

export interface RunDifference {
  readonly value: number
  readonly interval: Interval | null
  /** After Holm's correction; null where no test was made. */
  readonly p: number | null
  /**
   * What tells how sure it is: pairs of trials of the same seed; the seeds of each alone (Welch); the same samples, for one
   * trial each; points in common, alone or with seeds that all of them have. Null where nothing does.
   */
  readonly by: 'seed_pairs' | 'seeds' | 'samples' | 'points' | 'points_and_seeds' | null
  /** How many of these; for `seeds` those of both, for `points_and_seeds` pairs of trials. */
  readonly count: number
}

export interface Overall {
  readonly a: number
  readonly b: number
  readonly difference: RunDifference
}
