import { randomStream } from '#sweep/core/random.js'
import type { Run } from '#sweep/core/run.js'
import type { AttemptRow, RunData, TrialRow } from '#sweep/core/run-data.js'
import type { Sweep } from '#sweep/core/sweep.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Params, Reading } from '#sweep/core/trial.js'

/** What would break out of a script, an attribute or a text if it were not escaped. */
export const nasty = `</script><script>globalThis.broken = 1</script><img src=x onerror="globalThis.broken = 2">'"&<!--`

const optimizers = ['sgd', 'nesterov', 'adam', 'adagrad', nasty]
const rates = [0.001, 0.003, 0.01, 0.03]
const batchSizes = [16, 32, 64, 128, 256]
const [seeds, start] = [[0, 1], Date.UTC(2026, 3, 1)]

const sweepMetric = 'val_accuracy'

const metrics = [
  ...['train_loss', 'train_accuracy', 'val_loss', 'val_accuracy', 'learning_rate'],
  ...['val_top3', 'val_f1', 'gradient_norm', 'images_per_second'],
] as const

/**
 * A run as a sweep of optimizer, learning rate and batch size leaves it, of `count` trials at most and nine metrics per
 * epoch, with a failure, a retry, an interrupted trial and a text that tries to break out of the page.
 */
export function generatedRun(count: number, epochs: number): RunData {
  const sweep: Sweep = {
    ...{ name: 'generated', experiment: './mine.js', ...sweepDefaults, seeds },
    metric: { name: sweepMetric, goal: 'maximize' },
    parameters: [
      { name: 'optimizer', values: optimizers },
      { name: 'lr', values: rates },
      { name: 'batch_size', values: batchSizes },
      { name: 'epochs', values: [epochs] },
    ],
  }
  const points = batchSizes.flatMap((batch_size) =>
    rates.flatMap((lr) => optimizers.map((optimizer) => ({ optimizer, lr, batch_size, epochs }))),
  )
  const cells = points.flatMap((params) => seeds.map((seed) => ({ params, seed }))).slice(0, count)
  const trials = cells.map(({ params, seed }, i) => trial(i + 1, params, seed, epochs))
  return {
    run: run(sweep),
    trials,
    total: cells.length,
    attempts: trials.flatMap(attemptsAt),
    validation: new Map(),
    test: new Map(),
  }
}

function run(sweep: Sweep): Run {
  return {
    ...{ name: 'generated-1', createdAt: start, sweep, sweepFile: 'sweeps/generated.yaml', overrides: ['lr=0.1'] },
    sweepText: `name: generated\n# ${nasty}\n`,
    conditions: { engine: 'tensorflow', engineVersion: '4.22.0', device: 'cpu', threads: 1 },
    provenance: {
      git: { commit: '0123456789abcdef0123456789abcdef01234567', dirty: true },
      code: 'c0de'.repeat(16),
      files: { 'mine.js': '00112233445566aa' },
      data: { 'faces.csv': 'da7a'.repeat(16) },
      versions: { sweep: '0.1.0', node: '20.19.0' },
      host: { name: 'somewhere', platform: 'linux x64', cpu: 'a processor' },
    },
    identity: '1d'.repeat(32),
  }
}

function trial(number: number, params: Params, seed: number, epochs: number): TrialRow {
  const random = randomStream(number, 'readings')
  const quality = { sgd: 0.55, nesterov: 0.62, adam: 0.63, adagrad: 0.5 }[String(params.optimizer)] ?? 0.4
  const reach = quality - Math.abs(Math.log10(Number(params.lr) / 0.01)) * 0.08 + random.uniform() * 0.03
  const readings = Array.from({ length: epochs }, (_, i): Reading => {
    const share = 1 - Math.exp(-4 * ((i + 1) / epochs))
    const value = reach * share + (random.uniform() - 0.5) * 0.02
    return {
      step: i + 1,
      seconds: 2,
      metrics: Object.fromEntries(
        metrics.map((name, k) => [name, name === sweepMetric ? value : value + k * random.uniform()]),
      ),
    }
  })
  const values = readings.map((reading) => reading.metrics[sweepMetric]!)
  const value = Math.max(...values)
  const base = { number, key: number.toString(16).padStart(16, '0'), params, seed, readings, seconds: 2 * epochs }
  const measured = { value, bestStep: values.indexOf(value) + 1, steps: epochs }
  if (number === 7) {
    const error = {
      class: 'error',
      name: 'TypeError',
      message: `no face ${nasty}`,
      stack: `at mine.js ${nasty}`,
    } as const
    return { ...base, value: null, bestStep: null, steps: 0, readings: [], status: 'failed', metrics: null, error }
  }
  if (number === 9) return { ...base, ...measured, status: 'interrupted', metrics: null, error: null }
  return {
    ...base,
    ...measured,
    status: 'complete',
    metrics: { test_accuracy: value - 0.01, test_loss: 1 - value },
    error: null,
  }
}

/** Two trials at a time; the third one needed a second attempt. */
function attemptsAt({ number, seconds, status, metrics, error }: TrialRow): readonly AttemptRow[] {
  const startedAt = start + Math.floor(number / 2) * seconds * 1000
  const attempt = { trial: number, number: 1, startedAt, endedAt: startedAt + seconds * 1000 }
  if (number === 3) {
    const lost = { class: 'host_died', name: 'Error', message: 'killed by SIGKILL', stack: '' } as const
    const first = { ...attempt, endedAt: startedAt + 500, outcome: { status: 'failed', error: lost } } as const
    return [first, { ...attempt, number: 2, outcome: { status: 'complete', metrics: metrics! } }]
  }
  if (status === 'failed') return [{ ...attempt, outcome: { status, error: error! } }]
  if (status === 'interrupted') return [{ ...attempt, outcome: { status, reason: 'Ctrl-C' } }]
  return [{ ...attempt, outcome: { status: 'complete', metrics: metrics! } }]
}
