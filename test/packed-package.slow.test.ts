import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from './contract/temporary-folder.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

const experiment = `
import { defineExperiment, type Params } from 'tfjs-sweep'
import { layers, network, type OptimizerKind, optimizers, registerModel, registerOptimizer, registerSchedule } from 'tfjs-sweep/nn'
import { z } from 'zod'

const halved: OptimizerKind = { parameters: {}, make: (read) => optimizers.sgd.make(read) }
registerOptimizer('halved', halved)
registerSchedule('flat', { parameters: {}, make: (read) => () => ({ lr: read.number('lr') }) })
registerModel('line', ({ classes, input }) =>
  network(input, layers.sequence(layers.flatten('flatten'), layers.dense('dense0', classes))),
)

export const bySchema = defineExperiment({
  parameters: z.object({ lr: z.number().positive(), layers: z.array(z.int()).default([4]) }),
  async run({ params }) {
    const widths: readonly number[] = params.layers
    // @ts-expect-error The schema knows no such parameter.
    const none: unknown = params.rate
    return { width: widths[0] ?? Number(none) }
  },
})

export default defineExperiment({
  parameters: {
    lr: { type: 'number', min: 0, description: 'Learning rate.' },
    shape: { type: 'string', values: ['flat', 'steep'], default: 'flat', description: 'Shape of the valley.' },
  },
  async run(trial, { engine: tf, report, random }) {
    const { lr, shape } = trial.params
    const wrong: 'flat' | 'steep' = shape
    // @ts-expect-error A learning rate is a number.
    const text: string = lr
    const seen: Params = { lr, wrong, text }
    let place = tf.scalar(random('start').normal())
    for (let step = 1; step <= 5; step++) {
      place = tf.tidy(() => place.sub(place.mul(2 * lr)))
      report(step, { loss: place.square().dataSync()[0]! })
    }
    return { parameters: Object.keys(seen).length }
  },
})
`

const program = `
import { openRuns, planSweep, type Analysis, type RunEvent, SweepError } from 'tfjs-sweep'

const sweep = {
  name: 'valley',
  experiment: './experiment.js',
  metric: { name: 'loss', goal: 'minimize' },
  seeds: 2,
  parameters: { lr: [0.1, 0.2, 0.4] },
} as const

const planned = await planSweep({ sweep })
const events: RunEvent['type'][] = []
const runs = await openRuns('runs')
const { run } = await runs.start(
  { sweep },
  {
    engine: 'cpu',
    workers: 1,
    onEvent(event) {
      events.push(event.type)
      if (event.type === 'reading') event.reading.step.toFixed()
      // @ts-expect-error A reading has no outcome.
      if (event.type === 'reading') event.outcome
    },
  },
)
const { points, verdict }: Analysis = await runs.analyse(run.name)
// @ts-expect-error A metric has a goal.
const refused = await planSweep({ sweep: { ...sweep, metric: { name: 'loss' } } }).catch((error: unknown) => error)
console.log(JSON.stringify({
  planned: planned.trials,
  ended: events.filter((type) => type === 'ended').length,
  best: points[0]!.params.lr,
  interval: points[0]!.interval !== null,
  verdict: verdict[0],
  refused: refused instanceof SweepError && refused.message,
}))
`

const tsconfig = {
  compilerOptions: {
    ...{ target: 'es2022', module: 'nodenext', strict: true, skipLibCheck: false, types: ['node'] },
    ...{ noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  },
  include: ['*.ts'],
}

test('a fresh project installs the packed package, compiles against its types and runs', async () => {
  const folder = await temporaryFolder()
  // What lies in dist/ is packed as it is: to build would take it away from tests that run meanwhile.
  await run(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  const [packed] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  const allowScripts = { 'better-sqlite3': true, esbuild: true }
  const described = { name: 'fresh', private: true, type: 'module', allowScripts }
  await writeFile(join(folder, 'package.json'), JSON.stringify(described))
  await run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--omit=optional', `./${packed}`, '@types/node@20')
  await writeFile(join(folder, 'experiment.ts'), experiment)
  await writeFile(join(folder, 'program.ts'), program)
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))

  const compiled = await run(folder, process.execPath, tsc, '-p', '.').catch(({ stdout }) => ({ stdout }))
  const complaints = compiled.stdout.split('\n').filter((line: string) => /^\S.*error TS/.test(line))
  // TensorFlow.js's own declarations, and those that it imports, do not compile without skipLibCheck.
  expect(complaints.filter((line: string) => !/node_modules\/@(tensorflow|webgpu|typescript)\//.test(line))).toEqual([])

  const { stdout } = await run(folder, process.execPath, 'program.js')
  expect(JSON.parse(stdout)).toEqual({
    ...{ planned: 6, ended: 6, best: 0.4, interval: true, verdict: expect.stringMatching(/^Best is lr 0\.4: loss /) },
    refused: expect.stringContaining('metric'),
  })
  const bin = join('node_modules', '.bin')
  for (const name of ['sweep', 'tfjs-sweep']) {
    expect((await run(folder, join(bin, name), 'report', 'valley-1')).stdout).toContain('Best is lr 0.4')
  }
})

function run(cwd: string, command: string, ...args: readonly string[]) {
  return promisify(execFile)(command, args, { cwd, maxBuffer: 2 ** 24 })
}
