import type { ParameterValues, PreparedSweep } from '../core/experiment.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { Metric } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import type { RateCurve } from './rate-curves-of.js'
import type { PointIssue } from './refused-of.js'

/** What an experiment says of itself: the parameters that it reads, the metrics that it reports, whether it prepares. */
export interface Interface {
  readonly parameters?: ParameterSpecs
  readonly metrics?: readonly string[]
  readonly prepares: boolean
  /** A schema, or a check of its own, says more of a point than its parameters do. */
  readonly checksPoints: boolean
  /** The parameter by which its trials lengthen one another, and whether that depends on the others. */
  readonly continues?: { readonly parameter: string; readonly conditional: boolean }
  /** The parameters that decide its learning rates, when it says what they are. */
  readonly rateParameters?: readonly string[]
}

/** What an experiment is to prepare for. */
export interface Preparation extends PreparedSweep {
  readonly values: ParameterValues
}

export interface PointsToCheck {
  readonly points: readonly Params[]
  readonly metric: Metric
}

export interface Combination {
  readonly params: Params
  /** Names of the parameters that name what is joined. */
  readonly parts: readonly string[]
}

/** What the thread is asked beside what the experiment says of itself. */
export interface Question {
  readonly prepare?: Preparation
  readonly check?: PointsToCheck
  /** The points whose learning rates to give, defaults filled in. */
  readonly rates?: readonly Params[]
  /** What to join. */
  readonly combine?: Combination
}

/** What the thread answers. */
export type InspectionMessage =
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'done'; readonly answer: Answer }
  | { readonly type: 'refused'; readonly message: string }

export interface Answer extends Interface {
  readonly refused?: PointIssue
  readonly rates?: readonly RateCurve[]
  readonly combined?: Params
}
