import { canonicalJson } from '../core/json.js'
import type { RunData } from '../core/run-data.js'
import { groupPoints, type Point } from './points.js'
import {
  overallDifference,
  type PointDifference,
  parameterDifferences,
  pointDifference,
  type RunComparison,
  type RunDifference,
} from './run-differences.js'
import { holm } from './statistics/tests.js'

const level = 0.05

/**
 * Compares two runs whose metric and goal are the same. Points are in common that agree in every parameter that both runs
 * have, but for those that each run fixes at another value: these are what the runs differ in. Of the two tests of the
 * whole, of the mean and of the best points, and of those of the points, each family is corrected after Holm.
 */
export function compareRuns(a: RunData, b: RunData): RunComparison {
  const { metric } = a.run.sweep
  const parameters = parameterDifferences(a, b)
  const apart = new Set(parameters.map(({ name }) => name))
  const [ofA, ofB] = [sharedPoints(a, apart), sharedPoints(b, apart)]
  const worseSign = metric.goal === 'maximize' ? -1 : 1
  const pairs = [...ofA].flatMap(([key, point]) => (ofB.has(key) ? [[point, ofB.get(key)!] as const] : []))
  const common = pairs.map(([pointA, pointB]) => pointDifference(pointA, pointB, a, b))
  const points = corrected(common.map(({ difference }) => difference))
  const overall = overallDifference(common, pairs)
  const best = bestDifference(a, b)
  const [overallTest, bestTest] = corrected([overall?.difference ?? nothing, best?.difference ?? nothing])
  const worse = [overallTest!, bestTest!].map(({ value, p }) =>
    p === null ? null : p < level && worseSign * value > 0,
  )
  return {
    ...{ a: a.run.name, b: b.run.name, metric, parameters },
    points: common.map((point, i) => ({ ...point, difference: points[i]! })),
    onlyA: ofA.size - common.length,
    onlyB: ofB.size - common.length,
    overall: overall && { ...overall, difference: overallTest! },
    best: best && { ...best, difference: bestTest! },
    level,
    worse: worse.includes(true) ? true : worse.includes(false) ? false : null,
  }
}

const nothing: RunDifference = { value: 0, interval: null, p: null, by: null, count: 0 }

function corrected(differences: readonly RunDifference[]): readonly RunDifference[] {
  const p = holm(differences.flatMap((difference) => difference.p ?? []))[Symbol.iterator]()
  return differences.map((difference) => (difference.p === null ? difference : { ...difference, p: p.next().value! }))
}

function bestDifference(a: RunData, b: RunData): PointDifference | null {
  const [bestA] = groupPoints(a.trials, a.run.sweep)
  const [bestB] = groupPoints(b.trials, b.run.sweep)
  return bestA && bestB ? pointDifference(bestA, bestB, a, b) : null
}

/** The points of a run without the parameters that are set apart, by what they have left; points that then agree are one. */
function sharedPoints({ run, trials }: RunData, apart: ReadonlySet<string>): ReadonlyMap<string, Point> {
  const rows = trials.map((trial) => {
    const params = Object.entries(trial.params).filter(([name]) => !apart.has(name))
    return { ...trial, params: Object.fromEntries(params) }
  })
  return new Map(groupPoints(rows, run.sweep).map((point) => [canonicalJson(point.params), point]))
}
