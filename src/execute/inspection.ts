import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { SweepError } from '../core/errors.js'
import type { ParameterValues, PreparedSweep } from '../core/experiment.js'
import type { ParameterSpecs } from '../core/parameter.js'
import type { Metric } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import type { LoadedExperiment } from './attempt/experiment.js'
import { completeParams, issuePath } from './attempt/params.js'

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

/** A thread that answers questions about an experiment, one after another. */
interface OpenInspection {
  /** Rejects with ExperimentError where the module does not load, ends its thread, or refuses. */
  ask(question: Question): Promise<Answer>
  close(): Promise<void>
}

/** A thread of its own, so that neither the module nor what it imports stays in the conductor's process. */
function openInspection(module: string, log: (line: string) => void): OpenInspection {
  const worker = new Worker(new URL('./inspection-thread.js', import.meta.url), {
    workerData: module,
    stdout: true,
    stderr: true,
  })
  for (const stream of [worker.stdout, worker.stderr]) createInterface({ input: stream }).on('line', log)
  let asked: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  let ended: ExperimentError | undefined
  const end = (message: string) => {
    ended ??= new ExperimentError(message)
    asked?.reject(ended)
  }
  worker.on('message', (message: InspectionMessage) => {
    switch (message.type) {
      case 'log':
        return log(message.line)
      case 'done':
        return asked?.resolve(message.answer)
      case 'refused':
        return asked?.reject(new ExperimentError(message.message))
      default:
        return message satisfies never
    }
  })
  worker.on('error', (error) => end(error.message))
  worker.on('exit', () => end(`${module}: its module ended the thread that loaded it`))
  return {
    ask(question) {
      let timer: NodeJS.Timeout | undefined
      return new Promise<Answer>((resolve, reject) => {
        asked = { resolve, reject }
        if (ended) return reject(ended)
        worker.postMessage(question)
        // Preparing data may take as long as it likes; loading a module may not.
        if (question.prepare) return
        const slow = () => end(`${module}: its module has not loaded within ${longestLoad / 1000} seconds`)
        timer = setTimeout(slow, longestLoad)
      }).finally(() => clearTimeout(timer))
    },
    async close() {
      await worker.terminate()
    },
  }
}

const longestLoad = 120_000

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
interface Preparation extends PreparedSweep {
  readonly values: ParameterValues
}

interface PointsToCheck {
  readonly points: readonly Params[]
  readonly metric: Metric
}

interface Combination {
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

/** An experiment's module cannot be used: it does not load, exports no experiment, or its `prepare` refuses. */
class ExperimentError extends SweepError {
  override readonly name = 'ExperimentError'
}

/** The learning rate at the start of every epoch, and what was taken for granted to tell it. */
interface RateCurve {
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

/** One thing that an experiment does not accept of a point. */
interface PointIssue {
  /** Place of the point among those asked for. */
  readonly point: number
  /** Where in its parameters; empty for several together. */
  readonly path: readonly string[]
  readonly message: string
}

/** Checks points, in their order, up to the first that the experiment's schema or its own check refuses. */
export async function refusedOf(
  { schema, check, parameters }: LoadedExperiment,
  points: readonly Params[],
  metric: Metric,
): Promise<PointIssue | undefined> {
  for (const [point, params] of points.entries()) {
    const issues = (await schema?.['~standard'].validate(params))?.issues
    if (issues?.[0]) return { point, path: issuePath(issues[0]), message: issues[0].message }
    try {
      check?.(completeParams(params, parameters, '/'), metric)
    } catch (error) {
      return { point, path: [], message: error instanceof Error ? error.message : String(error) }
    }
  }
  return undefined
}
