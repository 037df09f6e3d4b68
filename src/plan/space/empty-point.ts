import type { Value } from '../expression/parse-expression.js'
import type { Axis } from './axis.js'

/** The parameters at a point; undefined for one that is absent. */
export type Point = Readonly<Record<string, Value>>

/**
 * A point without parameters, to be filled and emptied again by assignment alone: an object that keeps its shape is read
 * several times as fast as one whose properties come and go.
 */
export function emptyPoint(axes: readonly Axis[]): Record<string, Value> {
  return Object.fromEntries(axes.flatMap(({ names }) => names.map((name) => [name, undefined])))
}
