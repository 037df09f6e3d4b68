import type { Json } from './json.js'

/** The values of the parameters at one point of the grid. */
export type Params = Readonly<Record<string, Json>>

/** One point of the grid with one seed. Plain data. */
export interface Trial {
  /** Place in the enumeration of the sweep, from 1. */
  readonly number: number
  /** Hash of parameters, seed and experiment: the same cell has the same key for ever. */
  readonly key: string
  readonly params: Params
  readonly seed: number
}
