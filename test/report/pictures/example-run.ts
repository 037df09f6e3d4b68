import type { Analysis, RankedPoint } from '#sweep/analyze/analysis.js'
import { buildReport } from '#sweep/analyze/report.js'
import type { Run } from '#sweep/core/run.js'
import type { AttemptRow, Predictions, RunData, TrialRow } from '#sweep/core/run-data.js'
import { emptyRun } from '../../contract/empty-run.js'

const metric = { name: 'val_accuracy', goal: 'maximize' } as const
const optimizers = ['adam', 'sgd', 'nesterov']
const rates = [
  { schedule: 'constant', lr: 0.001 },
  { schedule: 'plateau', lr: 0.01 },
]
const seeds = [0, 1]
const minute = 60_000

/** Twelve trials of an optimizer sweep, as they could have been: ten complete, one failed after a retry, one running. */
export function exampleRun(): { data: RunData; analysis: Analysis } {
  const trials = optimizers.flatMap((optimizer, i) =>
    rates.flatMap((rate, j) =>
      seeds.map((seed, k) =>
        exampleTrial(4 * i + 2 * j + k + 1, { optimizer, ...rate }, seed, 0.5 + 0.03 * i + 0.07 * j),
      ),
    ),
  )
  const run: Run = {
    ...emptyRun,
    name: 'optimizers-1',
    createdAt: 0,
    sweep: {
      ...emptyRun.sweep,
      name: 'optimizers',
      metric,
      seeds,
      zip: [['schedule', 'lr']],
      parameters: [
        { name: 'test', values: ['PublicTest'] },
        { name: 'optimizer', values: optimizers },
        { name: 'schedule', values: rates.map(({ schedule }) => schedule) },
        { name: 'lr', values: rates.map(({ lr }) => lr) },
      ],
    },
  }
  const complete = trials.filter(({ status }) => status === 'complete')
  const data: RunData = {
    run,
    trials,
    total: 12,
    attempts: trials.flatMap(attemptsAt),
    validation: new Map(complete.map(({ key, number }) => [key, examplePredictions('PrivateTest', number)])),
    test: new Map(complete.map(({ key, number }) => [key, examplePredictions('PublicTest', number + 50)])),
  }
  return { data, analysis: exampleAnalysis(data) }
}

function exampleTrial(number: number, params: TrialRow['params'], seed: number, level: number): TrialRow {
  const status = number === 10 ? 'failed' : number === 12 ? 'running' : 'complete'
  const steps = status === 'complete' ? [1, 2, 3, 4, 5, 6] : [1, 2]
  const readings = steps.map((step) => ({
    step,
    metrics: {
      val_accuracy: level * (1 - 0.6 ** step) + 0.01 * seed + 0.01 * ((step * number) % 3),
      lr: params.schedule === 'plateau' && step > 4 ? 0.0075 : Number(params.lr),
    },
    seconds: 60,
  }))
  const value = Math.max(...readings.map(({ metrics }) => metrics.val_accuracy))
  const error = { class: 'error', name: 'RangeError', message: 'no', stack: '' } as const
  return {
    number,
    key: `key${number}`,
    params,
    seed,
    status,
    value: status === 'complete' ? value : null,
    bestStep: status === 'complete' ? 6 : null,
    metrics: status === 'complete' ? { val_accuracy: value, test_accuracy: value - 0.02 } : null,
    steps: steps.length,
    seconds: 360,
    error: status === 'failed' ? error : null,
    readings,
  }
}

/** Two at a time; the second is interrupted once, the tenth fails twice. */
function attemptsAt({ number, status, error }: TrialRow): AttemptRow[] {
  const startedAt = Math.floor((number - 1) / 2) * 7 * minute + (number % 2) * 5000
  const attempt = { trial: number, number: 1, startedAt, endedAt: startedAt + 6 * minute }
  const complete = { status: 'complete', metrics: {} } as const
  if (status === 'running') return [{ ...attempt, endedAt: null, outcome: null }]
  if (error !== null) {
    const failed = { status: 'failed', error } as const
    return [
      { ...attempt, endedAt: startedAt + minute, outcome: failed },
      { ...attempt, number: 2, startedAt: startedAt + 2 * minute, endedAt: startedAt + 3 * minute, outcome: failed },
    ]
  }
  if (number === 2) {
    const interrupted = { status: 'interrupted', reason: 'stopped' } as const
    return [
      { ...attempt, endedAt: startedAt + 2 * minute, outcome: interrupted },
      { ...attempt, number: 2, startedAt: startedAt + 2.5 * minute, outcome: complete },
    ]
  }
  return [{ ...attempt, outcome: complete }]
}

/** Of 60 samples of three classes, more often right than not and too sure of it. */
function examplePredictions(split: string, shift: number): Predictions {
  const classes = ['Angry', 'Happy', 'Sad']
  const labels = Int32Array.from({ length: 60 }, (_, i) => i % 3)
  const logits = Float32Array.from({ length: 180 }, (_, at) => {
    const [sample, k] = [Math.floor(at / 3), at % 3]
    return 3 * Math.sin(1.7 * at + shift) + (k === labels[sample] ? 2.5 : 0)
  })
  return { splits: [split], classes, logits, labels, temperature: 1.8 }
}

/** Intervals are made up: what is drawn is tested here, not what is computed. */
function exampleAnalysis(data: RunData): Analysis {
  const points = optimizers.flatMap((optimizer) =>
    rates.flatMap(({ schedule }) => {
      const all = data.trials.filter(({ params }) => params.optimizer === optimizer && params.schedule === schedule)
      const trials = all.filter(({ value }) => value !== null)
      const values = trials.map(({ value }) => value!)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const interval = (middle: number) =>
        ({ low: middle - 0.03, high: middle + 0.03, level: 0.95, kind: values.length > 1 ? 't' : 'binomial' }) as const
      return {
        rank: 0,
        params: all[0]!.params,
        trials: trials.map(({ number }) => number),
        keys: trials.map(({ key }) => key),
        seeds: trials.map(({ seed }) => seed),
        values,
        missing: all.length - trials.length,
        mean,
        deviation: values.length > 1 ? 0.01 : null,
        interval: interval(mean),
        tied: false,
        p: null,
        metrics: { test_accuracy: { mean: mean - 0.02, interval: interval(mean - 0.02) } },
      } satisfies RankedPoint
    }),
  )
  points.sort((a, b) => b.mean - a.mean)
  return {
    report: buildReport(data.run.name, data.run.sweep, data.trials, data.total),
    metric,
    points: points.map((point, i) => ({ ...point, rank: i + 1 })),
    comparison: null,
    seedsToDecide: null,
    effects: null,
    warnings: [],
    verdict: [],
  }
}
