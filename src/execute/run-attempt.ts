import type { Clock } from '../core/clock.js'
import { errorRecord } from '../core/error-record.js'
import type { Outcome } from '../core/outcome.js'
import { scoreOf } from '../core/score.js'
import { completeParams } from './complete-params.js'
import { engineOf } from './engine-of.js'
import type { Attempt, Watch } from './executor.js'
import { loadExperiment } from './load-experiment.js'
import { originOf } from './origin-of.js'
import { isOutOfMemory } from './out-of-memory.js'
import { parseParams } from './parse-params.js'
import type { Share } from './share/share.js'
import type { Stop } from './stop.js'
import { StorageError } from './storage-error.js'
import { checkMetrics, createTrialContext, DivergedError } from './trial-context.js'
import { withStartingPoints } from './with-starting-points.js'

/** Carries out one attempt in this thread. Never rejects: whatever happens becomes an outcome. */
export async function runAttempt(
  attempt: Attempt,
  watch: Watch,
  stop: Stop,
  clock: Clock,
  share: Share,
): Promise<Outcome> {
  try {
    const experiment = await loadExperiment(attempt.experiment)
    const engine = attempt.engine && (await engineOf(attempt.engine))
    const params = completeParams(attempt.trial.params, experiment.parameters, attempt.baseFolder)
    const origin = originOf(attempt, params, experiment)
    const { context, readings } = createTrialContext(attempt, origin, engine, watch, stop, clock, share)
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
    const error = errorRecord('error', thrown)
    return { status: 'failed', error: isOutOfMemory(error.message) ? { ...error, class: 'out_of_memory' } : error }
  }
}

function missingMetric(name: string, all: readonly object[]): string {
  const seen = [...new Set(all.flatMap((metrics) => Object.keys(metrics)))]
  const reported = seen.length === 0 ? 'it reported none' : `it reported: ${seen.join(', ')}`
  return `The sweep optimizes the metric "${name}", which the experiment never reported; ${reported}`
}
