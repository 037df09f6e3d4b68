import { canonicalJson } from '../../core/canonical-json.js'
import { groupPoints, type Point } from '../points/group-points.js'
import type { RunData } from '../run-data.js'

/** The points of a run without the parameters that are set apart, by what they have left; points that then agree are one. */
export function sharedPoints({ run, trials }: RunData, apart: ReadonlySet<string>): ReadonlyMap<string, Point> {
  const rows = trials.map((trial) => {
    const params = Object.entries(trial.params).filter(([name]) => !apart.has(name))
    return { ...trial, params: Object.fromEntries(params) }
  })
  return new Map(groupPoints(rows, run.sweep).map((point) => [canonicalJson(point.params), point]))
}
