import type { ErrorRecord } from '../core/errors.js'
import type { Parameter } from '../core/parameter.js'
import { type TrialRow, type TrialStatus, trialStatuses } from '../core/run-data.js'
import type { Metric, Sweep } from '../core/sweep.js'

/** What there is to say of a run: every number that a report shows, none of the way it shows them. */
export interface Report {
  /** Name of the run. */
  readonly run: string
  /** Name of the sweep. */
  readonly sweep: string
  readonly metric: Metric
  readonly parameters: readonly Parameter[]
  /** Of all trials of the sweep, the waiting ones included. */
  readonly counts: StatusCounts
  /** Best first; all of them, or the first ones. */
  readonly trials: readonly RankedTrial[]
  /** How many trials were ever claimed beside these. */
  readonly hidden: number
  /** Why trials failed, whether they are among these or not. */
  readonly failures: readonly FailureGroup[]
}

/** The report of a run from all that is known of its trials; `total` counts those that have never started, too. */
export function buildReport(run: string, sweep: Sweep, rows: readonly TrialRow[], total: number): Report {
  const failures = createFailureGroups()
  for (const row of rows) failures.add(row)
  return buildTopReport(run, sweep, { rows, counts: countStatuses(rows, total), failures: failures.groups() })
}

/** What is known of a run without all of its trials. */
interface RunSummary {
  /** Its first trials in the order of a report. */
  readonly rows: readonly TrialRow[]
  readonly counts: StatusCounts
  readonly failures: readonly FailureGroup[]
}

/** The report of a run from its first trials and what was counted over all. */
export function buildTopReport(run: string, sweep: Sweep, { rows, counts, failures }: RunSummary): Report {
  const claimed = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.waiting
  return {
    run,
    sweep: sweep.name,
    metric: sweep.metric,
    parameters: sweep.parameters,
    counts,
    trials: rankTrials(rows, sweep.metric),
    hidden: claimed - rows.length,
    failures,
  }
}

/** How many trials have each status; zeros are counted too. */
export type StatusCounts = Readonly<Record<TrialStatus, number>>

/** Counts the trials by status. Those of the `total` that have no row have never started: they are waiting. */
export function countStatuses(rows: readonly Pick<TrialRow, 'status'>[], total: number = rows.length): StatusCounts {
  const counts = Object.fromEntries(trialStatuses.map((status) => [status, 0])) as Record<TrialStatus, number>
  for (const { status } of rows) counts[status]++
  counts.waiting += total - rows.length
  return counts
}

/** Trials that failed for the same reason. */
export interface FailureGroup {
  readonly error: ErrorRecord
  /** Numbers of the first five. */
  readonly trials: readonly number[]
  readonly count: number
}

/** Groups failed trials one by one, so that any number of them takes no more memory than their different reasons. */
export function createFailureGroups() {
  const groups = new Map<string, { error: ErrorRecord; trials: number[]; count: number }>()
  return {
    add({ number, status, error }: Pick<TrialRow, 'number' | 'status' | 'error'>): void {
      if (status !== 'failed' || error === null) return
      const reason = JSON.stringify([error.class, error.name, error.message, error.at])
      const group = groups.get(reason) ?? { error, trials: [], count: 0 }
      groups.set(reason, group)
      group.count++
      if (group.trials.length < named) group.trials.push(number)
    },
    groups: (): readonly FailureGroup[] => [...groups.values()],
  }
}

const named = 5

/** A trial with its place in the ranking; null when it is not complete. */
export interface RankedTrial extends TrialRow {
  readonly rank: number | null
}

/**
 * Ranks the complete trials by the metric, best first; equal values share a rank and the next one is skipped (1, 2, 2,
 * 4). The others follow without a rank, by status and failed ones last. Trials that are level stand by number.
 */
export function rankTrials(rows: readonly TrialRow[], metric: Metric): readonly RankedTrial[] {
  const sign = metric.goal === 'maximize' ? -1 : 1
  const valued = rows.filter(isRankable).sort((a, b) => sign * (a.value - b.value) || a.number - b.number)
  const others = rows
    .filter((row) => !isRankable(row))
    .sort((a, b) => trialStatuses.indexOf(a.status) - trialStatuses.indexOf(b.status) || a.number - b.number)

  const ranked: RankedTrial[] = []
  valued.forEach((row, i) => {
    const above = ranked[i - 1]
    ranked.push({ ...row, rank: above !== undefined && above.value === row.value ? above.rank : i + 1 })
  })
  return [...ranked, ...others.map((row) => ({ ...row, rank: null }))]
}

function isRankable(row: TrialRow): row is TrialRow & { readonly value: number } {
  return row.status === 'complete' && row.value !== null
}
