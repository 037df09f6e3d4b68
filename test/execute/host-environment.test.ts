import { expect, test } from 'vitest'
import type { Device } from '#sweep/core/run.js'
import { hostEnvironment } from '#sweep/execute/pool/environment.js'

const cpu = { kind: 'cpu' } as const
const gpu = (id: string) => ({ kind: 'gpu', id }) as const
const always = {
  TF_NUM_INTRAOP_THREADS: '2',
  TF_NUM_INTEROP_THREADS: '1',
  OMP_NUM_THREADS: '2',
  TF_ENABLE_ONEDNN_OPTS: '1',
  TF_CPP_MIN_LOG_LEVEL: '2',
}
const onGpu = {
  ...always,
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  TF_DETERMINISTIC_OPS: '1',
  TF_CUDNN_DETERMINISTIC: '1',
  TF_CUDNN_USE_AUTOTUNE: '0',
  NVIDIA_TF32_OVERRIDE: '0',
}

const rows: [string, NodeJS.ProcessEnv, Device, NodeJS.ProcessEnv][] = [
  ['on a CPU no GPU is seen', {}, cpu, { ...always, CUDA_VISIBLE_DEVICES: '-1' }],
  [
    'on a CPU no GPU is seen, though the user has chosen one',
    { CUDA_VISIBLE_DEVICES: '0' },
    cpu,
    { ...always, CUDA_VISIBLE_DEVICES: '-1' },
  ],
  [
    'on a GPU that one is seen, counted as nvidia-smi counts',
    {},
    gpu('1'),
    { ...onGpu, CUDA_VISIBLE_DEVICES: '1', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' },
  ],
  [
    "an order of the user's own stays",
    { CUDA_DEVICE_ORDER: 'FASTEST_FIRST' },
    gpu('1'),
    { ...onGpu, CUDA_VISIBLE_DEVICES: '1', CUDA_DEVICE_ORDER: 'FASTEST_FIRST' },
  ],
  [
    'a number that the user has given is counted as it was meant',
    { CUDA_VISIBLE_DEVICES: '5,7' },
    gpu('7'),
    { ...onGpu, CUDA_VISIBLE_DEVICES: '7' },
  ],
  [
    'what changes readings is never left to the machine, the level of the log is',
    { TF_NUM_INTRAOP_THREADS: '9', TF_DETERMINISTIC_OPS: '0', NVIDIA_TF32_OVERRIDE: '1', TF_CPP_MIN_LOG_LEVEL: '0' },
    gpu('GPU-1a2b'),
    {
      ...onGpu,
      CUDA_VISIBLE_DEVICES: 'GPU-1a2b',
      CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
      TF_CPP_MIN_LOG_LEVEL: '0',
    },
  ],
]
test.each(rows)('%s', (_name, base, device, expected) => {
  expect(hostEnvironment({ ...base, PATH: '/bin' }, 2, device)).toEqual({ ...expected, PATH: '/bin' })
})
