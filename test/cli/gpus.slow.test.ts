import { writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { missingParts } from '#sweep/engine/status.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { useEnvironment } from '../contract/use-environment.js'
import { sweepHere } from './sweep-here.js'
import { sweep } from './sweep-process.js'
import { walkSweep } from './walk-sweep.js'

const machine = fileURLToPath(new URL('../fixtures/machine', import.meta.url))
const noPackage = missingParts('tensorflow')?.includes('optional package')

/** No machine with two GPUs is at hand: its driver and its binding are stand-ins, everything between them is real. */
describe.skipIf(noPackage)('on a machine with two GPUs', () => {
  test('all are used, a process for each trial at a time; the run knows that it was on GPUs, and stays there', async () => {
    const folder = await tellingSweep(4)
    useMachine()
    const run = await sweep(folder, 'run', 'tells.yaml', '--engine', 'auto', '--trials-per-gpu', '2')
    expect(run).toMatchObject({ code: 0 })
    expect(run.stderr).toMatch(
      /^Training on GPU 0 \(NVIDIA H100 80GB HBM3\), GPU 1 \(NVIDIA L4\), 2 at a time on each\.$/m,
    )
    expect(run.stderr).toMatch(/^Run tells-1: 4 trials, 4 at a time, engine tensorflow .* on a GPU$/m)
    // The trials are under way at the same time: none ends before all have come.
    expect(devicesIn(run.stderr)).toEqual(['0', '0', '1', '1'])
    expect(JSON.parse((await sweepHere(folder, 'status', '--json')).stdout)).toMatchObject({ device: 'gpu' })
    expect((await sweep(folder, 'resume')).stderr).not.toContain('Warning')
  })

  test('--gpus picks among those that CUDA_VISIBLE_DEVICES leaves', async () => {
    const folder = await tellingSweep(1)
    useMachine({ CUDA_VISIBLE_DEVICES: '1,0' })
    expect(devicesIn((await sweep(folder, 'run', 'tells.yaml', '--engine', 'auto', '--gpus', '0')).stderr)).toEqual([
      '1',
    ])
    const beyond = await sweep(folder, 'run', 'tells.yaml', '--engine', 'auto', '--gpus', '0,2')
    expect(beyond).toMatchObject({ code: 2 })
    expect(beyond.stderr).toMatch(
      /--gpus: there is no GPU 2\. tensorflow sees: GPU 0 \(NVIDIA L4\), GPU 1 \(NVIDIA H100 80GB HBM3\)/,
    )
  })

  test('--gpus none trains on the CPU, from where no GPU is seen; retrain stays there', async () => {
    const folder = await tellingSweep(1)
    useMachine()
    const run = await sweep(folder, 'run', 'tells.yaml', '--engine', 'auto', '--gpus', 'none')
    expect(run).toMatchObject({ code: 0 })
    expect(devicesIn(run.stderr)).toEqual(['-1'])
    const retrain = await sweep(folder, 'retrain')
    expect(retrain.code).toBe(0)
    expect(retrain.stderr).not.toContain('Warning')
    expect(devicesIn(retrain.stderr)).toEqual(['-1'])
    const moved = await sweep(folder, 'retrain', '--gpus', '1', '--output', 'moved')
    expect(moved.stderr).toMatch(/Warning: the run began on the CPU, this is a GPU; readings may differ\./)
    expect(devicesIn(moved.stderr)).toEqual(['1'])
  })
})

test('--gpus with an engine that has none to choose from is refused', async () => {
  const { code, stderr } = await sweepHere(await walkSweep(1, 0), 'run', 'walk.yaml', '--engine', 'wasm', '--gpus', '0')
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /--gpus is about the GPUs of the engine "tensorflow", and this run uses "wasm"\. Leave --gpus out/,
  )
})

test('retrain trains one trial, so that it takes one GPU', async () => {
  const { code, stderr } = await sweepHere(await temporaryFolder(), 'retrain', '--gpus', '0,1')
  expect(stderr).toMatch(/--gpus names several, but one trial is trained: name one/)
  expect(code).toBe(2)
})

test.each([
  ['a number that is none', '0,x', /Write "all", "none", or the numbers of GPUs with commas between them: 0,1/],
  ['a number twice', '0,1,0', /GPU 0 is named twice.*--trials-per-gpu 2/],
])('--gpus with %s is refused', async (_name, list, message) => {
  const { code, stderr } = await sweepHere(
    await walkSweep(1, 0),
    'run',
    'walk.yaml',
    '--engine',
    'auto',
    '--gpus',
    list,
  )
  expect(stderr).toMatch(message)
  expect(code).toBe(2)
})

const noTensorflow = missingParts('tensorflow')

test.skipIf(noTensorflow)(
  `--gpus on a machine without one trains on the CPU and warns${noTensorflow ? ` (skipped: ${noTensorflow})` : ''}`,
  async () => {
    const folder = await tellingSweep(1)
    const run = await sweep(folder, 'run', 'tells.yaml', '--gpus', '0', '--engine', 'tensorflow')
    expect(run).toMatchObject({ code: 0 })
    expect(run.stderr).toMatch(
      /^Warning: no GPU is seen by tensorflow .* with libtensorflow .*: training on the CPU\.$/m,
    )
    expect(devicesIn(run.stderr)).toEqual(['-1'])
    // Nothing that libtensorflow only informs of.
    expect(run.stderr).not.toMatch(/absl|oneDNN/)
    expect(JSON.parse((await sweepHere(folder, 'status', '--json')).stdout)).toMatchObject({ device: 'cpu' })
  },
)

/** Puts the driver and the binding of a machine with two GPUs in the place of this one's, for one test. */
function useMachine(others: NodeJS.ProcessEnv = {}): void {
  useEnvironment({
    PATH: join(machine, 'bin') + delimiter + process.env.PATH,
    SWEEP_TENSORFLOW_BINDING: join(machine, 'gpu-binding.cjs'),
    CUDA_VISIBLE_DEVICES: undefined,
    ...others,
  })
}

/** A folder with a sweep of `count` trials that say on which device they are, all at the same time. */
async function tellingSweep(count: number): Promise<string> {
  const folder = await temporaryFolder()
  const experiment = fileURLToPath(experimentUrl('tells-its-environment.js'))
  await writeFile(
    join(folder, 'tells.yaml'),
    `name: tells
experiment: ${experiment}
metric: { name: score, goal: maximize }
seeds: ${count}
parameters: { folder: ${JSON.stringify(folder)}, count: ${count} }
`,
  )
  return folder
}

function devicesIn(stderr: string): readonly string[] {
  return [...stderr.matchAll(/CUDA_VISIBLE_DEVICES=(\S+)/g)].map(([, device]) => device!).sort()
}
