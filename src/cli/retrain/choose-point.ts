import type { TrialRow } from '../../analyze/trial-row.js'
import { canonicalJson } from '../../core/canonical-json.js'
import type { Run } from '../../core/run.js'
import type { Metric } from '../../core/sweep.js'
import { UsageError } from '../../core/usage-error.js'
import type { StoreReader } from '../../store/store-reader.js'
import { rowOf } from '../read-report.js'
import type { RecordedPoint } from './recorded-point.js'

/** The point with the best mean over its seeds, or that of one trial. Throws UsageError when there is none. */
export async function choosePoint(store: StoreReader, run: Run, number: number | undefined): Promise<RecordedPoint> {
  const rows: TrialRow[] = []
  for await (const trial of store.trials(run.name)) rows.push(rowOf(trial))
  const points = rankPoints(rows, run.sweep.metric)
  if (number === undefined) {
    const [best] = points
    if (best) return best
    throw new UsageError(`run "${run.name}" has no complete trial yet. Go on with: sweep resume ${run.name}`)
  }
  const trial = rows.find((row) => row.number === number)
  if (!trial) throw new UsageError(`run "${run.name}" has no trial ${number} yet. See: sweep report ${run.name}`)
  const key = canonicalJson(trial.params)
  const point = points.find(({ params }) => canonicalJson(params) === key)
  if (point) return { ...point, trial }
  const unknown = { rank: null, mean: null, interval: null, points: points.length }
  return { params: trial.params, trial, trials: [], ...unknown }
}

function rankPoints(rows: readonly TrialRow[], metric: Metric): readonly RecordedPoint[] {
  const groups = new Map<string, (TrialRow & { readonly value: number })[]>()
  for (const row of rows) {
    if (row.status !== 'complete' || row.value === null) continue
    const key = canonicalJson(row.params)
    groups.set(key, [...(groups.get(key) ?? []), { ...row, value: row.value }])
  }
  const sign = metric.goal === 'maximize' ? -1 : 1
  const points = [...groups.values()].map((trials) => ({
    trials,
    trial: trials.reduce((best, each) => (sign * (each.value - best.value) < 0 ? each : best)),
    mean: trials.reduce((sum, { value }) => sum + value, 0) / trials.length,
  }))
  points.sort((a, b) => sign * (a.mean - b.mean) || a.trial.number - b.trial.number)
  return points.map((point) => ({
    ...point,
    params: point.trial.params,
    rank: 1 + points.findIndex(({ mean }) => mean === point.mean),
    points: points.length,
    interval: null,
  }))
}
