import type { DeviceKind, Run } from '../../core/run.js'
import { sweepFromJson } from '../../core/sweep.js'
import type { Outcome, Reading } from '../../core/trial.js'
import type { StoredAttempt, StoredTrial } from '../store.js'

/** A row of `runs` as a record. */
export function runFromRow(row: unknown): Run {
  const columns = row as Columns<'name' | 'sweep' | 'sweep_text' | 'sweep_file' | 'engine' | 'engine_version'> & {
    created_at: number
    device: DeviceKind
    threads: number
    overrides: string | null
    provenance: string | null
    identity: string | null
  }
  const { engine, engine_version: engineVersion, device, threads } = columns
  return {
    name: columns.name,
    createdAt: columns.created_at,
    sweep: sweepFromJson(columns.sweep),
    sweepText: columns.sweep_text,
    sweepFile: columns.sweep_file,
    overrides: columns.overrides === null ? null : JSON.parse(columns.overrides),
    provenance: columns.provenance === null ? null : JSON.parse(columns.provenance),
    identity: columns.identity,
    conditions: { engine, engineVersion, device, threads },
  }
}

/** A row of `trials` joined with its last attempt, as a record. */
export function trialFromRow(row: unknown, readings: readonly Reading[]): StoredTrial {
  const columns = row as Columns<'key' | 'params'> & {
    number: number
    seed: number
    status: StoredTrial['status']
    attempts: number
    lease_holder: string | null
    value: number | null
    best_step: number | null
    steps: number
    seconds: number
    outcome: string | null
    reused_from: string | null
    continued_from: string | null
  }
  const outcome: Outcome | null = columns.outcome === null ? null : JSON.parse(columns.outcome)
  return {
    number: columns.number,
    key: columns.key,
    params: JSON.parse(columns.params),
    seed: columns.seed,
    status: columns.status,
    attempts: columns.attempts,
    holder: columns.lease_holder === null ? null : JSON.parse(columns.lease_holder),
    value: columns.value,
    bestStep: columns.best_step,
    metrics: outcome?.status === 'complete' ? outcome.metrics : null,
    steps: columns.steps,
    seconds: columns.seconds,
    error: outcome?.status === 'failed' ? outcome.error : null,
    reusedFrom: columns.reused_from,
    continuedFrom: columns.continued_from,
    readings,
  }
}

/** A row of `attempts` joined with its trial, as a record. */
export function attemptFromRow(row: unknown): StoredAttempt {
  const columns = row as Columns<'key'> & {
    trial: number
    number: number
    started_at: number
    ended_at: number | null
    outcome: string | null
  }
  const { key, trial, number, started_at: startedAt, ended_at: endedAt } = columns
  return {
    key,
    trial,
    number,
    startedAt,
    endedAt,
    outcome: columns.outcome === null ? null : JSON.parse(columns.outcome),
  }
}

/** A row of `readings` as a record. */
export function readingFromRow(row: unknown): Reading {
  const columns = row as Columns<'metrics'> & { step: number; seconds: number }
  return { step: columns.step, metrics: JSON.parse(columns.metrics), seconds: columns.seconds }
}

type Columns<Name extends string> = Readonly<Record<Name, string>>
