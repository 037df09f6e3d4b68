import type { Json } from '../core/json.js'
import type { Interval } from './interval.js'

/** What the parameters did to the metric. */
export interface Effects {
  /** Of every searched parameter, the most important first. */
  readonly parameters: readonly ParameterEffect[]
  /** Pairs of parameters, the strongest first. */
  readonly interactions: readonly Interaction[]
}

export interface ParameterEffect {
  readonly name: string
  /** Share of the variance of the metric that the parameter explains alone (fANOVA), 0 to 1; null where no forest fits. */
  readonly importance: number | null
  /** In the order of the sweep, numbers from small to large; a drawn parameter in bins. */
  readonly values: readonly MarginalValue[]
  /** One plain sentence. */
  readonly text: string
}

export interface MarginalValue {
  /** A bin is its middle, with its ends in `range`. */
  readonly value: Json
  readonly range: readonly [number, number] | null
  /** Complete trials with it. */
  readonly trials: number
  readonly mean: number
  readonly interval: Interval | null
}

export interface Interaction {
  readonly parameters: readonly [string, string]
  /** Share of the variance that the pair explains beyond each of them alone (fANOVA). */
  readonly importance: number
  /** One plain sentence, as "with optimizer adam the best lr is 0.001 in 3 of 3 seeds; with sgd it is 0.1 in 3 of 3". */
  readonly text: string
}
