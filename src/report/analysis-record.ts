import type { Analysis } from '../analyze/analysis.js'

/**
 * What an analysis adds to a report, as data for JSON: `{verdict, warnings: [{kind, text}], comparison: {method, level,
 * samples, splits, note}, seeds_to_decide: {point, seeds, note}, points: [{rank, params, trials, keys, seeds, values, missing,
 * mean, deviation, interval: {low, high, level, kind}, tied, p, metrics}], effects: {parameters, interactions}}`. `top` keeps
 * the first points only, and `point` counts them from 0.
 */
export function analysisRecord(analysis: Analysis, top: number = analysis.points.length) {
  const { verdict, warnings, comparison, seedsToDecide, points, effects } = analysis
  // Every key below these is one word, the same in both spellings.
  return { verdict, warnings, comparison, seeds_to_decide: seedsToDecide, points: points.slice(0, top), effects }
}
