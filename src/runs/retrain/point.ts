import type { RankedPoint } from '../../analyze/analysis.js'
import { groupPoints, type Point, rankPoints } from '../../analyze/points.js'
import type { Interval } from '../../analyze/statistics/intervals.js'
import { UsageError } from '../../core/errors.js'
import { canonicalJson } from '../../core/json.js'
import type { Run } from '../../core/run.js'
import type { Predictions, TrialRow } from '../../core/run-data.js'
import type { Params } from '../../core/trial.js'
import type { StoreReader } from '../../store/store.js'
import type { Environment } from '../environment.js'
import { analysedTrials, readPredictions, readRunData, rowOf } from '../reading.js'

/** The point with the best mean over its seeds, or that of one trial. Throws UsageError when there is none. */
export async function choosePoint(
  store: StoreReader,
  run: Run,
  { runsFolder, observer }: Pick<Environment, 'runsFolder' | 'observer'>,
  number: number | undefined,
): Promise<RecordedPoint> {
  const rows: TrialRow[] = []
  for await (const trial of store.trials(run.name)) rows.push(rowOf(trial))
  const points = groupPoints(rows, run.sweep)
  const named = number === undefined ? undefined : rows.find((row) => row.number === number)
  if (number !== undefined && !named) {
    throw new UsageError(`run "${run.name}" has no trial ${number} yet. See: sweep report ${run.name}`)
  }
  const place = named ? placeOf(named, points) : 0
  const point = points[place]
  if (point) {
    const { params, trials, mean } = point
    const { interval } = await ranked(run, point, runsFolder, observer.note)
    // Level points share a rank, that of the first of them.
    const rank = 1 + points.findIndex((each) => each.mean === mean)
    return { params, trials, mean, interval, rank, points: points.length, trial: named ?? bestOf(run, trials) }
  }
  if (!named) throw new UsageError(`run "${run.name}" has no complete trial yet. Go on with: sweep resume ${run.name}`)
  const unknown = { rank: null, mean: null, interval: null, points: points.length }
  return { params: named.params, trial: named, trials: [], ...unknown }
}

function placeOf({ params }: TrialRow, points: readonly Point[]): number {
  const key = canonicalJson(params)
  return points.findIndex((point) => canonicalJson(point.params) === key)
}

/** Equal ones by number. */
function bestOf({ sweep }: Run, trials: readonly TrialRow[]): TrialRow {
  const sign = sweep.metric.goal === 'maximize' ? 1 : -1
  const ahead = (a: TrialRow, b: TrialRow) => sign * (a.value! - b.value!) || b.number - a.number
  return trials.reduce((best, trial) => (ahead(trial, best) > 0 ? trial : best))
}

/** With its interval, for which the predictions of a point with one seed are looked at. */
async function ranked(run: Run, point: Point, runsFolder: string, note: (line: string) => void): Promise<RankedPoint> {
  const kept = async (part: 'validation' | 'test') => {
    const found = new Map<string, Predictions>()
    for (const { key, number } of point.trials.length === 1 ? point.trials : []) {
      const warn = (problem: string) => note(`Warning: trial ${number}: ${problem}`)
      const predictions = await readPredictions(runsFolder, run.name, key, part, warn)
      if (predictions) found.set(key, predictions)
    }
    return found
  }
  const predictions = { validation: await kept('validation'), test: await kept('test') }
  return rankPoints([point], run.sweep.metric.name, predictions, [{ tied: false, p: null }])[0]!
}

/** A point of a run as it is recorded. */
export interface RecordedPoint {
  readonly params: Params
  /** The trial that is trained again first: the one that was asked for, or the best one of the point. */
  readonly trial: TrialRow
  /** Its complete trials that have a value, by number. */
  readonly trials: readonly TrialRow[]
  /** Place of the point by the mean over seeds; null when it is not complete. */
  readonly rank: number | null
  /** How many points have a complete trial. */
  readonly points: number
  /** Mean of the metric over its trials; null without any. */
  readonly mean: number | null
  /** Of that mean; null where it cannot be told. */
  readonly interval: Interval | null
}

/** What a report of the run says of its points in plain sentences; nothing where there are too many trials to say it. */
export async function runVerdict(
  store: StoreReader,
  run: Run,
  { runsFolder, observer }: Pick<Environment, 'runsFolder' | 'observer'>,
): Promise<readonly string[]> {
  const { complete } = (await store.counts(run.name)).statuses
  if (complete === 0 || complete > analysedTrials) return []
  const data = await readRunData(store, run, runsFolder, (line) => observer.note(`Warning: ${line}`))
  const { analyzeRun } = await import('../../analyze/run-analysis.js')
  return analyzeRun(data).verdict
}
