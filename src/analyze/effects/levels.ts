import type { Json } from '../../core/json.js'
import type { Scale } from '../effects.js'

/** The values of one parameter over a list of points, each value or bin of values a level. */
export interface Levels {
  readonly name: string
  readonly scale: Scale
  /** Whether the values come from a distribution and not from a list. */
  readonly drawn: boolean
  readonly levels: readonly Level[]
  /** The level of every point; -1 where the point does not have the parameter. */
  readonly of: Int32Array
}

export interface Level {
  /** A bin is its middle: the geometric one where the scale is `log`. */
  readonly value: Json
  /** The smallest and the largest value in a bin; null for a single value. */
  readonly range: readonly [number, number] | null
}
