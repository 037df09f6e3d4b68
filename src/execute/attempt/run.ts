import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../core/clock.js'
import { type ErrorRecord, errorRecord } from '../../core/errors.js'
import { canonicalJson } from '../../core/json.js'
import { scoreOf } from '../../core/sweep.js'
import type { Outcome, Params } from '../../core/trial.js'
import type { Attempt, EngineSource, Origin, Stop, Watch } from '../executor.js'
import { isOutOfMemory, StorageError } from '../faults.js'
import type { Share } from '../shelf.js'
import { checkMetrics, createTrialContext, DivergedError } from './context.js'
import { type LoadedExperiment, loadExperiment } from './experiment.js'
import { type Isolated, isolate, type WatchTensors } from './isolation.js'
import { completeParams, parseParams, withStartingPoints } from './params.js'

/** Carries out one attempt in this thread. Never rejects: whatever happens becomes an outcome. */
export async function runAttempt(
  attempt: Attempt,
  watch: Watch,
  stop: Stop,
  clock: Clock,
  share: Share,
): Promise<Outcome> {
  let isolated: Isolated | undefined
  try {
    const experiment = await loadExperiment(attempt.experiment)
    const engine = attempt.engine && (await engineOf(attempt.engine))
    const params = completeParams(attempt.trial.params, experiment.parameters, attempt.baseFolder)
    const origin = originOf(attempt, params, experiment)
    isolated = isolate(attempt.trial.seed, experiment.run, engine?.watchTensors)
    const surroundings = { engine: engine?.tf ?? null, watch, stop, clock, share, mathRandom: isolated.mathRandom }
    const { context, readings } = createTrialContext(attempt, origin, surroundings)
    const parsed = experiment.schema
      ? await parseParams(experiment.schema, attempt.trial.params)
      : withStartingPoints(params, experiment.parameters, attempt)
    watch.begun?.()
    const metrics = { ...(await experiment.run({ ...attempt.trial, params: parsed }, context)) }
    checkMetrics(metrics, 'its end')
    const { needsMetric = true } = attempt
    if (!needsMetric || scoreOf(attempt.metric, readings, metrics)) return { status: 'complete', metrics }
    throw new Error(missingMetric(attempt.metric.name, [...readings.map((reading) => reading.metrics), metrics]))
  } catch (thrown) {
    if (thrown instanceof StorageError) return { status: 'interrupted', reason: thrown.message, storage: true }
    if (thrown instanceof DivergedError) return { status: 'failed', error: errorRecord('diverged', thrown) }
    if (stop.signal.aborted) return { status: 'interrupted', reason: String(stop.signal.reason) }
    const error = withPlace(errorRecord('error', thrown), attempt.experiment)
    return { status: 'failed', error: isOutOfMemory(error.message) ? { ...error, class: 'out_of_memory' } : error }
  } finally {
    if (isolated) endIsolation(isolated, attempt, watch)
  }
}

/** An error with the first place in its stack that is in a file of the user's: neither of a package nor of this one. */
function withPlace(error: ErrorRecord, experiment: string): ErrorRecord {
  for (const line of error.stack.split('\n')) {
    const [, file, place] = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^<>]+?):(\d+:\d+)\)?$/.exec(line) ?? []
    if (file === undefined) continue
    const path = pathOf(file)
    if (path.includes('/node_modules/') || path.startsWith(ownFolder)) continue
    return { ...error, at: `${relative(dirname(fileURLToPath(experiment)), path)}:${place}` }
  }
  return error
}

/** A stack is text that anybody may have written: what is no URL of a file stands as it is. */
function pathOf(file: string): string {
  try {
    return file.startsWith('file:') ? fileURLToPath(file) : file.replace(/\?.*$/, '')
  } catch {
    return file
  }
}

/** Of this package's code. */
const ownFolder = join(import.meta.dirname, '..', '..', '/')

/** How the attempt ended stays true, whatever becomes of what it left. */
function endIsolation(isolated: Isolated, { isolation }: Attempt, { log }: Watch): void {
  try {
    const left = isolated.end()
    if (left.length > 0 && isolation !== 'thread') log(leftText(left))
  } catch (error) {
    log(`what this trial left cannot all be taken back: ${errorRecord('error', error).message}`)
  }
}

function leftText(names: readonly string[]): string {
  const [stay, them] = names.length === 1 ? ['stays', 'it'] : ['stay', 'them']
  return (
    `${names.join(', ')}: ${stay} as this trial left ${them}, for the trials after it in its process. ` +
    'Where numbers depend on that, write isolation: thread into the sweep file'
  )
}

function missingMetric(name: string, all: readonly object[]): string {
  const seen = [...new Set(all.flatMap((metrics) => Object.keys(metrics)))]
  const reported = seen.length === 0 ? 'it reported none' : `it reported: ${seen.join(', ')}`
  return `The sweep optimizes the metric "${name}", which the experiment never reported; ${reported}`
}

/** The engine of this thread, loaded when first asked for; another one takes its place. */
function engineOf({ name, module }: EngineSource): Promise<LoadedEngine> {
  if (latest?.name === name && latest.module === module) return latest.engine
  const engine = load(name, module)
  latest = { name, module, engine }
  // What could not be loaded is tried again.
  engine.catch(() => {
    if (latest?.engine === engine) latest = undefined
  })
  return engine
}

/** What its module says of an engine that it has loaded. */
interface LoadedEngine {
  readonly tf: unknown
  readonly watchTensors?: WatchTensors
}

let latest: (EngineSource & { readonly engine: Promise<LoadedEngine> }) | undefined

async function load(name: string, module: string): Promise<LoadedEngine> {
  const { loadEngine } = await import(module)
  return loadEngine(name)
}

/**
 * The trial that an attempt with these parameters, defaults filled in, may go on from: of its origins the longest one that
 * differs only in a smaller value of the parameter by which the experiment continues, and that the experiment accepts.
 */
function originOf(
  { origins = [], baseFolder }: Attempt,
  params: Params,
  { continues, parameters }: LoadedExperiment,
): Origin | undefined {
  if (!continues) return undefined
  const { parameter, when = () => true } = continues
  const lengthOf = (of: Params) => of[parameter]
  return origins
    .map((origin) => ({ origin, shorter: completeParams(origin.params, parameters, baseFolder) }))
    .filter(({ shorter }) => isShorter(lengthOf(shorter), lengthOf(params)))
    .filter(({ shorter }) => equalBut(parameter, shorter, params) && when(shorter, params))
    .sort((a, b) => Number(lengthOf(b.shorter)) - Number(lengthOf(a.shorter)))[0]?.origin
}

function isShorter(shorter: unknown, longer: unknown): boolean {
  return typeof shorter === 'number' && typeof longer === 'number' && shorter < longer
}

function equalBut(parameter: string, a: Params, b: Params): boolean {
  const rest = (params: Params) => canonicalJson({ ...params, [parameter]: null })
  return rest(a) === rest(b)
}
