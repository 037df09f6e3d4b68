import { expect, test } from 'vitest'
import { parseGpuWish } from '#sweep/cli/options.js'
import { chooseDevices, type DeviceFacts, type DeviceWishes } from '#sweep/runs/devices.js'

const cpu = { kind: 'cpu' } as const
const onGpu = engine('tensorflow', 'gpu')
const onCpu = engine('tensorflow', 'cpu')
const wasm = engine('wasm', 'cpu')
const unseen = 'no GPU is seen by tensorflow 1.0: training on the CPU'
const toGpu = 'the run began on the CPU, this is a GPU; readings may differ'
const toCpu = 'the run began on a GPU, this is the CPU; readings may differ'

type Expected = readonly [devices: readonly string[], trialsPerGpu: number, warnings?: readonly string[]]
const rows: [string, DeviceWishes, Partial<DeviceFacts>, Expected][] = [
  ['a worker per core', {}, wasm, [['cpu', 'cpu', 'cpu', 'cpu'], 1]],
  ['a worker for as many cores as it has threads', {}, { ...wasm, threads: 3 }, [['cpu'], 1]],
  ['more threads than cores', {}, { ...wasm, threads: 9 }, [['cpu'], 1]],
  ['workers as asked for', { workers: 2 }, wasm, [['cpu', 'cpu'], 1]],
  [
    'a worker per core for WebGPU in software, with a warning',
    {},
    engine('webgpu', 'cpu'),
    [Array(4).fill('cpu'), 1, ['WebGPU computes in software here, far slower than the engine "wasm"']],
  ],
  ['no more workers than trials', { workers: 9 }, { ...wasm, trials: 3 }, [['cpu', 'cpu', 'cpu'], 1]],
  [
    'no GPU, as asked for, with an engine that has none',
    { gpus: parseGpuWish('none') },
    wasm,
    [Array(4).fill('cpu'), 1],
  ],
  ['tensorflow without a GPU', {}, onCpu, [Array(4).fill('cpu'), 1]],
  ['all GPUs that the engine uses', {}, onGpu, [['a', 'b', 'c'], 1]],
  ['all GPUs, several trials on each', { trialsPerGpu: 2 }, onGpu, [['a', 'b', 'c', 'a', 'b', 'c'], 2]],
  ['all GPUs, as asked for', { gpus: parseGpuWish('all') }, onGpu, [['a', 'b', 'c'], 1]],
  ['some GPUs, in their order', { gpus: parseGpuWish('2, 0') }, onGpu, [['c', 'a'], 1]],
  ['no more GPUs than trials', {}, { ...onGpu, trials: 2 }, [['a', 'b'], 1]],
  ['the CPU, as asked for', { gpus: parseGpuWish('none'), workers: 1 }, onGpu, [['cpu'], 1]],
  ['a GPU that no driver tells of', {}, { ...onGpu, gpus: [] }, [['0'], 1]],
  ['GPUs that are not seen', { gpus: parseGpuWish('0'), trialsPerGpu: 2 }, onCpu, [Array(4).fill('cpu'), 1, [unseen]]],
  ['all GPUs where none is seen', { gpus: parseGpuWish('all') }, onCpu, [Array(4).fill('cpu'), 1, [unseen]]],
  ['a run that began on GPUs', {}, { ...onGpu, began: 'gpu' }, [['a', 'b', 'c'], 1]],
  ['a run that began on the CPU', {}, { ...onGpu, began: 'cpu' }, [Array(4).fill('cpu'), 1]],
  [
    'a run that began on GPUs, where there is none',
    {},
    { ...onCpu, began: 'gpu' },
    [Array(4).fill('cpu'), 1, [unseen, toCpu]],
  ],
  ['a run that is moved to a GPU', { gpus: parseGpuWish('1') }, { ...onGpu, began: 'cpu' }, [['b'], 1, [toGpu]]],
]
test.each(rows)('chosen is %s', (_name, wishes, facts, [devices, trialsPerGpu, warnings = []]) => {
  const choice = chooseDevices(wishes, { ...machine, ...facts } as DeviceFacts)
  expect(choice.devices.map((device) => (device.kind === 'gpu' ? device.id : 'cpu'))).toEqual(devices)
  expect(choice).toMatchObject({ kind: devices[0] === 'cpu' ? 'cpu' : 'gpu', trialsPerGpu, warnings })
  expect(choice.names).toHaveLength(choice.kind === 'gpu' ? new Set(devices).size : 0)
})

const refused: [string, DeviceWishes, Partial<DeviceFacts>, RegExp][] = [
  [
    'GPUs of another engine',
    { gpus: parseGpuWish('0') },
    wasm,
    /^--gpus is about .*"tensorflow", and this run uses "wasm"/,
  ],
  ['trials per GPU of another engine', { trialsPerGpu: 2 }, wasm, /^--trials-per-gpu is about .* this run uses "wasm"/],
  ['trials per GPU without one', { trialsPerGpu: 2, gpus: parseGpuWish('none') }, onGpu, /Write --workers N instead/],
  ['workers on GPUs', { workers: 2 }, onGpu, /--workers counts trials on the CPU.*--trials-per-gpu N/],
  ['workers with GPUs that are not seen', { workers: 2, gpus: parseGpuWish('all') }, onCpu, /--workers counts trials/],
  [
    'a GPU that is not there',
    { gpus: parseGpuWish('3') },
    onGpu,
    /no GPU 3\. tensorflow sees: GPU 0 \(A\), GPU 1 \(B\), GPU 2$/,
  ],
  [
    'a second GPU that no driver tells of',
    { gpus: parseGpuWish('0,1') },
    { ...onGpu, gpus: [] },
    /no GPU 1.*CUDA_VISIBLE_DEVICES/,
  ],
]
test.each(refused)('refused is %s', (_name, wishes, facts, message) => {
  expect(() => chooseDevices(wishes, { ...machine, ...facts } as DeviceFacts)).toThrow(message)
})

test('an engine with a GPU of its own trains one trial at a time on it', () => {
  // biome-ignore lint/suspicious/noExplicitAny: an engine of another machine
  const facts = { ...machine, engine: { name: 'other' as any, version: '1.0', deviceKind: 'gpu' } } as const
  expect(chooseDevices({}, facts)).toEqual({ kind: 'gpu', devices: [cpu], names: [], trialsPerGpu: 1, warnings: [] })
})

const machine = {
  gpus: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
    { id: 'c', name: null },
  ],
  cores: 4,
  threads: 1,
  trials: 100,
}

function engine(name: 'tensorflow' | 'webgpu' | 'wasm', deviceKind: 'cpu' | 'gpu'): Pick<DeviceFacts, 'engine'> {
  return { engine: { name, version: '1.0', deviceKind } }
}
