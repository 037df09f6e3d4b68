import type { Json } from './json.js'

/**
 * What an experiment says about one parameter that it reads. Plain data, so that it crosses threads.
 * Without a `default` the sweep file must give the parameter. A `path` is given relative to the sweep file. A `trial` is
 * what training starts from: the folder of a model, relative to the sweep file, or a trial of another run as
 * `{ run: study, trial: 4 }`; the experiment gets a StartingPoint.
 */
export type ParameterSpec = {
  readonly description: string
  /** Other parameters with the values with which this one has an effect, all of them at once; left out, it always has one. */
  readonly readWhen?: Readonly<Record<string, readonly Json[]>>
} & (
  | { readonly type: 'number' | 'integer'; readonly default?: number; readonly min?: number; readonly max?: number }
  | { readonly type: 'string'; readonly default?: string; readonly values?: readonly string[] }
  | { readonly type: 'boolean'; readonly default?: boolean }
  | { readonly type: 'path'; readonly default?: null }
  | { readonly type: 'trial'; readonly default?: null }
  | { readonly type: 'json'; readonly default?: Json }
)

/** All parameters that an experiment reads, by name. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>
