import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SweepError, UsageError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import { sweepDefaults } from '../core/sweep.js'
import type { AvailableEngine } from '../engine/status.js'
import { type Artifact, artifactName, readArtifact } from '../execute/artifacts.js'
import { StorageError } from '../execute/faults.js'
import type { StoredTrial } from '../store/store.js'
import { firstDevice } from './devices.js'
import { createObserver, type Environment } from './environment.js'
import { engineSource, passingRun, withPassingRun } from './training.js'

/** Something to do with a saved model in a thread that has an engine. */
export interface SavedTask {
  /** URL of the module that does it, in the form of an experiment. */
  readonly module: string
  readonly params: Readonly<Record<string, Json>>
  readonly engine: AvailableEngine
  /** Threads that the engine may use. */
  readonly threads: number
  /** The metric that the module returns, and the artifact that it keeps. */
  readonly metric: string
  readonly artifact: string
}

/** With what a saved model is used. */
export interface EngineChoice {
  readonly engine: string
  /** Threads that the engine may use. */
  readonly threads: number
}

/** What of an environment a task heeds. */
export type TaskEnvironment = Pick<Environment, 'observer' | 'signal' | 'kill'>

/** A module could not do its work, and neither the command nor a file is to blame. */
export class TaskError extends SweepError {
  override readonly name = 'TaskError'
}

/**
 * Carries out a task as a trial of a run that is not kept, and gives what it kept; undefined where it was told to stop.
 * Throws UsageError for what it refuses, and TaskError where it failed otherwise.
 */
export async function carryOut(
  { module, params, engine, threads, metric: name, artifact }: SavedTask,
  environment: TaskEnvironment,
): Promise<Artifact | undefined> {
  const device = engine.deviceKind === 'gpu' ? await firstDevice() : { kind: 'cpu' as const }
  const folder = await mkdtemp(join(tmpdir(), 'sweep-'))
  const metric = { name, goal: 'maximize' } as const
  const sweep = { ...sweepDefaults, name: 'task', experiment: module, metric, parameters: [] }
  const conditions = { engine: engine.name, engineVersion: engine.version, device: device.kind, threads }
  const trial = { number: 1, key: 'task', params, seed: 1 }
  const attempt = {
    ...{ trial, metric, experiment: module, baseFolder: folder, engine: engineSource(engine.name) },
    ...{ checkpointFolder: folder, artifactFolder: folder, modelFolder: null },
  }
  // There is nothing to finish first, as a checkpoint.
  const kill = AbortSignal.any([environment.signal, environment.kill])
  const { note } = environment.observer
  const observer = createObserver({ log: (_trial, _slot, line) => note(line) })
  const training = { run: passingRun(sweep, conditions), total: 1, devices: [device] }
  try {
    return await withPassingRun(training, { ...environment, kill }, async (passing) => {
      const [ended] = (await passing.train([trial], () => attempt, { observer })).trials
      return isDone(ended) ? await readArtifact(join(folder, artifactName(artifact))) : undefined
    })
  } catch (error) {
    if (error instanceof StorageError) throw new TaskError(error.message, { cause: error })
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Throws what the task failed with. */
function isDone(ended: StoredTrial | undefined): boolean {
  if (!ended?.error) return ended?.status === 'complete'
  const { class: errorClass, name, message, stack } = ended.error
  if (refusals.has(name)) throw new UsageError(message)
  if (errorClass !== 'error') throw new TaskError(`${errorClass.replaceAll('_', ' ')}: ${message}`)
  throw Object.assign(new Error(message), { name, stack })
}

/** Errors that say what the user can do, by the names that they keep across the thread. */
const refusals: ReadonlySet<string> = new Set(['UsageError', 'DataError', 'EngineError'])
