import { schemaVersion } from '../json.js'
import type { ExportedRun, ExportPiece } from './exporter.js'
import { type ExportedTrial, readingTimes } from './run-shape.js'

/**
 * `run.json`, with all that the store knows: `{schema_version, run: {name, sweep, …, provenance}, trials: [{trial, key,
 * params, seed, status, value, …, readings: [{step, time, seconds, metrics}], attempts: [{attempt, started_at, ended_at,
 * outcome}]}]}`. A trial stands on one line, so that what has read the first lines can read the rest trial by trial.
 * Times are ISO 8601.
 */
export async function* exportJson(
  exported: Pick<ExportedRun, 'run' | 'total' | 'readAt'>,
  trials: AsyncIterable<ExportedTrial>,
): AsyncIterable<ExportPiece> {
  const file = 'run.json'
  const head = `{"schema_version":${schemaVersion},"run":${JSON.stringify(runRecord(exported))},\n"trials":[`
  yield { file, part: head, rows: 0 }
  let separator = '\n'
  for await (const trial of trials) {
    yield { file, part: `${separator}${JSON.stringify(trialRecord(trial, exported.readAt))}`, rows: 1 }
    separator = ',\n'
  }
  yield { file, part: '\n]}\n', rows: 0 }
}

function runRecord({ run, total, readAt }: Pick<ExportedRun, 'run' | 'total' | 'readAt'>) {
  const { name, createdAt, sweep, sweepText, sweepFile, overrides, conditions, provenance, identity } = run
  const { engine, engineVersion, device, threads } = conditions
  return {
    name,
    sweep: sweep.name,
    experiment: sweep.experiment,
    metric: { name: sweep.metric.name, goal: sweep.metric.goal },
    trials: total,
    created_at: timeText(createdAt),
    read_at: timeText(readAt),
    sweep_file: sweepFile,
    sweep_text: sweepText,
    overrides,
    ...{ engine, engine_version: engineVersion, device, threads },
    provenance: provenance && {
      ...provenance,
      ...(provenance.changes && { changes: provenance.changes.map((each) => ({ ...each, at: timeText(each.at) })) }),
    },
    identity,
  }
}

function trialRecord(trial: ExportedTrial, readAt: number) {
  const { number, key, params, seed, status, value, bestStep, metrics, steps, seconds, error } = trial
  const { reusedFrom = null, continuedFrom = null, readings, attempts } = trial
  const times = readingTimes(trial, readAt)
  return {
    ...{ trial: number, key, params, seed, status, value, best_step: bestStep, steps, seconds, metrics, error },
    ...{ reused_from: reusedFrom, continued_from: continuedFrom },
    readings: readings.map(({ step, seconds: took, metrics: values }, i) => ({
      step,
      time: timeText(times[i]!),
      seconds: took,
      metrics: values,
    })),
    attempts: attempts.map(({ number: attempt, startedAt, endedAt, outcome }) => ({
      attempt,
      started_at: timeText(startedAt),
      ended_at: endedAt === null ? null : timeText(endedAt),
      outcome,
    })),
  }
}

function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
