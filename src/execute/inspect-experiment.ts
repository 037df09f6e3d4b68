import type { Params } from '../core/trial.js'
import type { Answer, Combination, Interface, PointsToCheck, Preparation, Question } from './inspection.js'
import { openInspection } from './open-inspection.js'
import type { RateCurve } from './rate-curves-of.js'
import type { PointIssue } from './refused-of.js'

/** An experiment whose module is loaded, so that it can be asked more than once. */
export interface InspectedExperiment {
  /** What it says of itself. */
  readonly said: Interface
  /** Has it check points of a sweep, up to the first that it refuses. Throws ExperimentError. */
  checkPoints(check: PointsToCheck): Promise<PointIssue | undefined>
}

/**
 * Loads an experiment's module to ask what it says of itself, for as long as `use` takes. Throws ExperimentError, and what
 * `use` throws.
 */
export async function inspectExperiment<T>(
  module: string,
  log: (line: string) => void,
  use: (experiment: InspectedExperiment) => T | Promise<T>,
): Promise<T> {
  const inspection = openInspection(module, log)
  try {
    const said = await inspection.ask({})
    return await use({ said, checkPoints: async (check) => (await inspection.ask({ check })).refused })
  } finally {
    await inspection.close()
  }
}

/** The learning rates of trials with these parameters, of an experiment that says what they are. Throws ExperimentError. */
export async function ratesOf(
  module: string,
  points: readonly Params[],
  log: (line: string) => void,
): Promise<readonly RateCurve[]> {
  return (await askOnce(module, { rates: points }, log)).rates ?? []
}

/**
 * What changes in the parameters of a trial that trains on these parts of the data joined; undefined where an experiment
 * does not say. Throws ExperimentError, also for what it refuses.
 */
export async function combinedParams(
  module: string,
  combine: Combination,
  log: (line: string) => void,
): Promise<Params | undefined> {
  return (await askOnce(module, { combine }, log)).combined
}

/** Lets an experiment check and cache its data before the first trial. Throws ExperimentError. */
export async function prepareExperiment(
  module: string,
  prepare: Preparation,
  log: (line: string) => void,
): Promise<void> {
  await askOnce(module, { prepare }, log)
}

async function askOnce(module: string, question: Question, log: (line: string) => void): Promise<Answer> {
  const inspection = openInspection(module, log)
  try {
    return await inspection.ask(question)
  } finally {
    await inspection.close()
  }
}
