import type { Json } from '../../core/json.js'
import type { Interval } from '../statistics/intervals.js'

/** What the parameters did to the metric. */
export interface Effects {
  /** Complete trials, which all the figures come from. */
  readonly trials: number
  /** Trials that failed, were pruned or have not ended: they are left out. */
  readonly omitted: number
  /** Of every searched parameter that a complete trial has, the most important first. */
  readonly parameters: readonly ParameterEffect[]
  /** Pairs of parameters that explain a share worth a sentence, the strongest first. */
  readonly interactions: readonly Interaction[]
  /** Share of the variance that is in none of these: weaker pairs and what takes three or more; null without importances. */
  readonly rest: number | null
  /** Null where there are too few points for one, or nothing changes beside one parameter; then no importance is known. */
  readonly forest: ForestFit | null
}

export interface ParameterEffect {
  readonly name: string
  /**
   * Share of the variance of the metric that the parameter explains alone (fANOVA), 0 to 1; null where no forest fits. Of
   * parameters that move together it is the share of all of them.
   */
  readonly importance: number | null
  /** The parameters that cannot be told apart from this one, since they never change without it; mostly empty. */
  readonly together: readonly string[]
  readonly scale: Scale
  /** In the order of the sweep, numbers from small to large; a drawn parameter in bins. */
  readonly values: readonly MarginalValue[]
  /** Complete trials that do not have the parameter. */
  readonly absent: number
  /** One plain sentence. */
  readonly text: string
}

/** How the values of a parameter lie: numbers spaced by ratios, other numbers, or anything else. */
export type Scale = 'log' | 'linear' | 'categories'

export interface MarginalValue {
  /** A bin is its middle, with its ends in `range`. */
  readonly value: Json
  readonly range: readonly [number, number] | null
  /** Complete trials with it. */
  readonly trials: number
  /** Mean of its points, each of which counts once. */
  readonly mean: number
  readonly interval: Interval | null
  /** What the interval is taken over: the means of whole seeds, or those of points; null where there is none. */
  readonly over: 'seeds' | 'points' | null
}

export interface Interaction {
  /** Of parameters that move together, the first one stands for all. */
  readonly parameters: readonly [string, string]
  /** Share of the variance that the pair explains beyond each of them alone (fANOVA). */
  readonly importance: number
  /** One plain sentence, as "with optimizer adam the best lr is 0.001 in 3 of 3 seeds; with sgd it is 0.1 in 3 of 3". */
  readonly text: string
}

/** The random forest that the importances come from. */
export interface ForestFit {
  /** One tree is enough for a complete grid. */
  readonly trees: number
  /** Points that it was fitted to; fewer than there are when those are too many. */
  readonly points: number
  /** Share of the grid's points that it saw, 1 for a complete grid; null where a parameter is drawn. */
  readonly coverage: number | null
  /**
   * Share of the variance between points that the forest tells right of points that it was not shown (R squared, out of
   * bag), 0 or less if nothing; null where every tree saw every point.
   */
  readonly explained: number | null
  /** Share of the variance between points that would be there without any effect, from the seeds alone; null for one seed. */
  readonly chance: number | null
  /** Plain sentences on how the importances were found and how far they can be trusted. */
  readonly note: string
}
