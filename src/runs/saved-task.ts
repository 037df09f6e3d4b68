import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopOnSignals } from '../cli/signals.js'
import type { Json } from '../core/json.js'
import type { Outcome } from '../core/outcome.js'
import { SweepError } from '../core/sweep-error.js'
import { UsageError } from '../core/usage-error.js'
import type { AvailableEngine } from '../engine/engine-status.js'
import { artifactName } from '../execute/artifacts/artifact-name.js'
import { type Artifact, readArtifact } from '../execute/artifacts/read-artifact.js'
import { createPoolExecutor } from '../execute/pool/pool-executor.js'
import { engineSource } from './attempts.js'
import { firstDevice } from './devices.js'

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

/** A module could not do its work, and neither the command nor a file is to blame. */
export class TaskError extends SweepError {
  override readonly name = 'TaskError'
}

/**
 * Carries out a task as one attempt in a host, as trials are carried out, and gives what it kept; undefined after Ctrl-C.
 * Throws UsageError for what it refuses, and TaskError where it failed otherwise.
 */
export async function carryOut({ module, params, engine, ...task }: SavedTask): Promise<Artifact | undefined> {
  const device = engine.deviceKind === 'gpu' ? await firstDevice() : { kind: 'cpu' as const }
  const folder = await mkdtemp(join(tmpdir(), 'sweep-'))
  const executor = createPoolExecutor({ devices: [device], slotsPerHost: 1, threads: task.threads })
  // There is nothing to finish first, as a checkpoint: the first Ctrl-C ends it.
  const stop = stopOnSignals(
    () => void executor.close(),
    () => executor.close(),
  )
  try {
    const attempt = {
      trial: { number: 1, key: 'task', params, seed: 1 },
      metric: { name: task.metric, goal: 'maximize' },
      experiment: module,
      baseFolder: folder,
      engine: engineSource(engine.name),
      checkpointFolder: folder,
      artifactFolder: folder,
      modelFolder: null,
    } as const
    const watch = { reading: () => {}, log: (line: string) => console.error(line) }
    const outcome = await executor.execute(attempt, watch, stop.signal)
    return isDone(outcome) ? await readArtifact(join(folder, artifactName(task.artifact))) : undefined
  } finally {
    await executor.close()
    stop.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function isDone(outcome: Outcome): boolean {
  switch (outcome.status) {
    case 'complete':
      return true
    case 'interrupted':
      if (outcome.storage) throw new TaskError(outcome.reason)
      return false
    case 'failed': {
      const { class: errorClass, name, message, stack } = outcome.error
      if (refusals.has(name)) throw new UsageError(message)
      if (errorClass !== 'error') throw new TaskError(`${errorClass.replaceAll('_', ' ')}: ${message}`)
      throw Object.assign(new Error(message), { name, stack })
    }
    case 'pruned':
      throw new TaskError(outcome.reason)
    default:
      return outcome satisfies never
  }
}

/** Errors that say what the user can do, by the names that they keep across the thread. */
const refusals: ReadonlySet<string> = new Set(['UsageError', 'DataError', 'EngineError'])
