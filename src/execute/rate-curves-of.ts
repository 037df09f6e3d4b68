import type { Params } from '../core/trial.js'
import type { LoadedExperiment } from './load-experiment.js'

/** The learning rate at the start of every epoch, and what was taken for granted to tell it. */
export interface RateCurve {
  readonly rates: readonly number[]
  readonly note: string | undefined
}

/** What an experiment says of its learning rates at points whose defaults are filled in. Throws for what is no rate. */
export function rateCurvesOf(
  { learningRates }: Pick<LoadedExperiment, 'learningRates'>,
  points: readonly Params[],
): readonly RateCurve[] | undefined {
  return learningRates && points.map((params) => curveAt(learningRates, params))
}

function curveAt(learningRates: NonNullable<LoadedExperiment['learningRates']>, params: Params): RateCurve {
  const rates: unknown = learningRates.of(params)
  if (!Array.isArray(rates) || rates.length === 0) {
    throw new Error(`learningRates.of: give a list with the rate of every epoch, not ${JSON.stringify(rates)}`)
  }
  const wrong = rates.findIndex((rate) => !Number.isFinite(rate))
  if (wrong >= 0) {
    throw new Error(`learningRates.of: the rate of epoch ${wrong + 1} is ${rates[wrong]}; give a finite number`)
  }
  return { rates, note: learningRates.note?.(params) }
}
