import type { PointDifference, RunComparison } from '../../analyze/run-differences.js'

/**
 * A comparison of two runs as data for JSON, in full precision: `{a, b, metric: {name, goal}, level, worse, parameters: [{name,
 * a, b}], only_a, only_b, overall: {a, b, difference}, best, points: [{params, params_of_b, a: {trials, seeds, mean}, b,
 * difference: {value, interval, p, by, count}}]}`. Differences are B less A.
 */
export function comparisonRecord(comparison: RunComparison) {
  const { a, b, metric, level, worse, parameters, onlyA, onlyB, overall, best, points } = comparison
  return {
    ...{ a, b, metric, level, worse, parameters, only_a: onlyA, only_b: onlyB, overall },
    best: best && pointRecord(best),
    points: points.map(pointRecord),
  }
}

function pointRecord({ params, paramsOfB, a, b, difference }: PointDifference) {
  return { params, params_of_b: paramsOfB, a, b, difference }
}
