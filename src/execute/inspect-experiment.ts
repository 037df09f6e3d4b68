import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import type { ParameterValues, PreparedSweep } from '../core/experiment.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { Metric } from '../core/sweep.js'
import { SweepError } from '../core/sweep-error.js'
import type { Params } from '../core/trial.js'
import type { RateCurve } from './rate-curves-of.js'
import type { PointIssue } from './refused-of.js'

/** An experiment's module cannot be used: it does not load, exports no experiment, or its `prepare` refuses. */
export class ExperimentError extends SweepError {
  override readonly name = 'ExperimentError'
}

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

/** Loads an experiment's module to ask what it says of itself. Throws ExperimentError. */
export function inspectExperiment(module: string, log: (line: string) => void): Promise<Interface> {
  return inThread({ module, ...nothing }, log)
}

/** Has an experiment check points of a sweep, up to the first that it refuses. Throws ExperimentError. */
export async function checkPoints(
  module: string,
  check: PointsToCheck,
  log: (line: string) => void,
): Promise<PointIssue | undefined> {
  return (await inThread({ module, ...nothing, check }, log)).refused
}

/** The learning rates of trials with these parameters, of an experiment that says what they are. Throws ExperimentError. */
export async function ratesOf(
  module: string,
  points: readonly Params[],
  log: (line: string) => void,
): Promise<readonly RateCurve[]> {
  return (await inThread({ module, ...nothing, rates: points }, log)).rates ?? []
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
  return (await inThread({ module, ...nothing, combine }, log)).combined
}

/** Lets an experiment check and cache its data before the first trial. Throws ExperimentError. */
export async function prepareExperiment(
  module: string,
  preparation: Preparation,
  log: (line: string) => void,
): Promise<void> {
  await inThread({ module, ...nothing, prepare: preparation }, log)
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

/** What the thread is asked. */
export interface Inspection {
  readonly module: string
  /** What to prepare for; null to look only. */
  readonly prepare: Preparation | null
  /** What to check; null for nothing. */
  readonly check: PointsToCheck | null
  /** The points whose learning rates to give, defaults filled in; null for none. */
  readonly rates: readonly Params[] | null
  /** What to join; null for nothing. */
  readonly combine: Combination | null
}

const nothing = { prepare: null, check: null, rates: null, combine: null }

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

/** A thread of its own, so that neither the module nor what it imports stays in the conductor's process. */
function inThread(inspection: Inspection, log: (line: string) => void): Promise<Answer> {
  const worker = new Worker(new URL('./inspect-thread.js', import.meta.url), {
    workerData: inspection,
    stdout: true,
    stderr: true,
  })
  for (const stream of [worker.stdout, worker.stderr]) createInterface({ input: stream }).on('line', log)
  let timer: NodeJS.Timeout | undefined
  return new Promise<Answer>((resolve, reject) => {
    const refuse = (message: string) => reject(new ExperimentError(message))
    worker.on('message', (message: InspectionMessage) => {
      switch (message.type) {
        case 'log':
          return log(message.line)
        case 'done':
          return resolve(message.answer)
        case 'refused':
          return refuse(message.message)
        default:
          return message satisfies never
      }
    })
    worker.on('error', (error) => refuse(error.message))
    worker.on('exit', () => refuse(`${inspection.module}: its module ended the thread that loaded it`))
    // Preparing data may take as long as it likes; loading a module may not.
    if (inspection.prepare) return
    const slow = () => refuse(`${inspection.module}: its module has not loaded within ${longestLoad / 1000} seconds`)
    timer = setTimeout(slow, longestLoad)
  }).finally(() => {
    clearTimeout(timer)
    return worker.terminate()
  })
}

const longestLoad = 120_000
