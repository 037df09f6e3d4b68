import type { ErrorRecord } from './errors.js'
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

/** Named numbers, all finite. */
export type Metrics = Readonly<Record<string, number>>

/** The metrics of one attempt at one step (an epoch, usually). */
export interface Reading {
  readonly step: number
  readonly metrics: Metrics
  /** Wall-clock seconds since the reading before, or since the attempt started. Measured, so never the same twice. */
  readonly seconds: number
}

/** How an attempt ended. */
export type Outcome =
  /** `model` says whether the experiment saved one, kept or not; left out where nobody looked. */
  | { readonly status: 'complete'; readonly metrics: Metrics; readonly model?: boolean }
  | { readonly status: 'pruned'; readonly reason: string }
  | { readonly status: 'failed'; readonly error: ErrorRecord }
  /** With `storage` because nothing more can be written: every other attempt would end in the same way. */
  | { readonly status: 'interrupted'; readonly reason: string; readonly storage?: true }
