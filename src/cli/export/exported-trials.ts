import { countStatuses, type StatusCounts } from '../../analyze/report.js'
import type { TrialStatus } from '../../analyze/run-data.js'
import type { Run } from '../../core/run.js'
import { UsageError } from '../../core/usage-error.js'
import type { ExportedTrial } from '../../report/export/exported-trial.js'
import { createShape, emptyShape, type RunShape } from '../../report/export/run-shape.js'
import type { StoreReader } from '../../store/store-reader.js'
import { rowOf } from '../read-report.js'

/** The trials of a run, by number, with readings and attempts; one after another, so that any number fits. */
export async function* exportedTrials(store: StoreReader, run: Run): AsyncGenerator<ExportedTrial> {
  for await (const trial of store.trials(run.name, { readings: true })) {
    yield { ...rowOf(trial), attempts: await store.attempts(run.name, trial.key) }
  }
}

/** Reads all trials once to see what they hold. */
export async function readShape(store: StoreReader, run: Run): Promise<RunShape> {
  const { add, shape } = createShape(emptyShape(run))
  for await (const trial of store.trials(run.name, { readings: true })) add(trial)
  return shape()
}

/** How much was exported. */
export interface ExportCounts {
  readonly trials: number
  readonly readings: number
  readonly attempts: number
  readonly statuses: StatusCounts
}

/**
 * The same trials, counted as they go by. Throws UsageError at one that does not fit the shape, as when a run that is
 * under way has come to a parameter's first fraction since its shape was read.
 */
export function countedTrials(trials: AsyncIterable<ExportedTrial>, run: Run, total: number, shape: RunShape) {
  const seen = createShape(shape)
  const statuses: Record<TrialStatus, number> = { ...countStatuses([], total) }
  let [read, readings, attempts] = [0, 0, 0]
  return {
    trials: (async function* () {
      for await (const trial of trials) {
        if (seen.add(trial)) {
          const what = `run "${run.name}" has changed while it was exported: trial ${trial.number} holds something new`
          throw new UsageError(`${what}. Export it again`)
        }
        read++
        statuses[trial.status]++
        statuses.waiting--
        readings += trial.readings.length
        attempts += trial.attempts.length
        yield trial
      }
    })(),
    counts: (): ExportCounts => ({ trials: read, readings, attempts, statuses }),
  }
}
