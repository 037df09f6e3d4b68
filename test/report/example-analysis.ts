import type { Analysis, RankedPoint } from '#sweep/analyze/analysis.js'
import { buildReport } from '#sweep/analyze/report.js'
import type { TrialRow } from '#sweep/core/run-data.js'
import type { Sweep } from '#sweep/core/sweep.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'

const sweep: Sweep = {
  ...{ name: 'optimizers', experiment: 'fer', ...sweepDefaults },
  metric: { name: 'val_accuracy', goal: 'maximize' },
  seeds: [0, 1, 2],
  method: 'random',
  parameters: [
    { name: 'optimizer', values: ['nesterov', 'adam'] },
    { name: 'lr', distribution: { kind: 'log_uniform_values', min: 1e-4, max: 0.1 } },
    { name: 'epochs', values: [12] },
  ],
}

const points: readonly RankedPoint[] = [
  point(1, { optimizer: 'nesterov', lr: 0.012345678901234567 }, [0.46, 0.45, 0.455], {
    ...{ deviation: 0.005, interval: { low: 0.44258, high: 0.46742, level: 0.95, kind: 't' }, tied: true },
  }),
  point(4, { optimizer: 'adam', lr: 0.001 }, [0.45, 0.451], {
    ...{ rank: 2, deviation: 0.0007, interval: { low: 0.44415, high: 0.45685, level: 0.95, kind: 't' }, tied: true },
    ...{ missing: 1, p: 0.31 },
  }),
  point(7, { optimizer: 'adam', lr: 0.0945678901234567 }, [0.2], {
    ...{ rank: 3, missing: 2, interval: { low: 0.18723, high: 0.21341, level: 0.95, kind: 'binomial' }, p: 0.0001 },
  }),
]

/** Points of three, two and one complete seed, two of which cannot be told apart; one trial failed and two are waiting. */
export const exampleAnalysis: Analysis = {
  report: buildReport('optimizers-1', sweep, [...points.flatMap(rows), failed(6)], 9),
  metric: sweep.metric,
  points,
  comparison: {
    ...{ method: 'crossed', level: 0.05, samples: 3589, splits: ['PrivateTest'] },
    note: "Paired bootstrap over the 3589 images of PrivateTest and the seeds, with Holm's correction at 0.05.",
  },
  seedsToDecide: { point: 1, seeds: 17, note: '17 seeds of each tied point would decide.' },
  effects: null,
  warnings: [
    { kind: 'edge', text: 'the best lr, 0.0123, is near neither end, but this sentence is long enough to wrap' },
  ],
  verdict: [
    'optimizer nesterov, lr 0.01235 is ahead with 0.4550, but 1 other point cannot be told from it.',
    '17 seeds of each tied point would decide.',
  ],
}

/** The same where every point has one seed. */
export const oneSeedAnalysis: Analysis = {
  ...exampleAnalysis,
  points: points.map((each, i) => ({
    ...each,
    trials: each.trials.slice(0, 1),
    keys: each.keys.slice(0, 1),
    seeds: [0],
    values: each.values.slice(0, 1),
    missing: 0,
    deviation: null,
    mean: each.values[0]!,
    interval: { low: each.values[0]! - 0.01622, high: each.values[0]! + 0.01634, level: 0.95, kind: 'binomial' },
    rank: i + 1,
  })),
  report: buildReport(
    'optimizers-1',
    { ...sweep, seeds: [0] },
    [...points.map((each) => rows(each)[0]!), failed(9)],
    5,
  ),
}

function point(first: number, params: Params, values: readonly number[], rest: Partial<RankedPoint>): RankedPoint {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return {
    ...{ rank: 1, params: { ...params, epochs: 12 }, trials: values.map((_, i) => first + i) },
    ...{ keys: values.map((_, i) => `key${first + i}`), seeds: values.map((_, i) => i), values, missing: 0, mean },
    ...{ deviation: null, interval: null, tied: false, p: null },
    metrics: { test_accuracy: { mean: mean - 0.01, interval: null } },
    ...rest,
  }
}

function rows({ params, trials, keys, seeds, values }: RankedPoint): readonly TrialRow[] {
  return trials.map((number, i) => ({
    ...{ number, key: keys[i]!, params, seed: seeds[i]!, status: 'complete', value: values[i]!, bestStep: 11 },
    ...{ metrics: { test_accuracy: values[i]! - 0.01 }, readings: [], steps: 12, seconds: 60 + number, error: null },
  }))
}

function failed(number: number): TrialRow {
  const error = { class: 'diverged', name: 'Error', message: 'val_loss is NaN at step 2', stack: '' } as const
  return {
    ...{ number, key: `key${number}`, params: { optimizer: 'adam', lr: 0.001, epochs: 12 }, seed: 2, status: 'failed' },
    ...{ value: null, bestStep: null, metrics: null, readings: [], steps: 1, seconds: 5, error },
  }
}
