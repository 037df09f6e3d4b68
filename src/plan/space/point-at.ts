import type { Json } from '../../core/json.js'
import type { Params } from '../../core/trial.js'
import type { Axis } from './axis.js'

/** The parameters of the point at which walkGrid stands, in the order of the axes. */
export function pointAt(axes: readonly Axis[], chosen: Int32Array): Params {
  const point: Record<string, Json> = {}
  for (const [i, { names, choices }] of axes.entries()) {
    if (choices.kind !== 'rows' || chosen[i]! < 0) continue
    for (const [column, name] of names.entries()) point[name] = choices.rows[chosen[i]!]![column]!
  }
  return point
}
