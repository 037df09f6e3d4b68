import type { MachineFacts } from '#sweep/engine/machine-facts.js'

const engine = { version: '4.22.0', device: 'CPU', deviceKind: 'cpu', result: 'ok', stepsPerSecond: null } as const

/** A machine on which all is well. */
export const goodMachine: MachineFacts = {
  node: { version: '22.12.0', minimum: '20.19' },
  databaseProblem: null,
  memory: { total: 16e9, limit: null, available: 9.5e9 },
  cores: { count: 8, quota: null },
  disks: [
    { use: 'runs', folder: '/home/ada/sweeps/runs', free: 120e9, writable: true },
    { use: 'cache', folder: '/home/ada/.cache/tfjs-sweep', free: 120e9, writable: true },
  ],
  gpus: { kind: 'no_driver' },
  packages: [{ name: '@tensorflow/tfjs-node-gpu', wanted: '4.22.0', installed: '4.22.0' }],
  binding: { file: '/home/ada/.cache/tfjs_binding.node', builtFor: 'linux-x64', needed: 'linux-x64' },
  engines: [
    { ...engine, name: 'tensorflow', version: '4.22.0 with libtensorflow 2.21.0', device: 'CPU (libtensorflow)' },
    { ...engine, name: 'wasm', device: 'CPU (WebAssembly with SIMD, 1 thread)' },
    { ...engine, name: 'cpu', device: 'CPU (JavaScript)' },
  ],
}

/** A machine on which little is. */
export const badMachine: MachineFacts = {
  node: { version: '20.9.0', minimum: '20.19' },
  databaseProblem: ':memory:: cannot be opened: Could not locate the bindings file.',
  memory: { total: 64e9, limit: 4e9, available: 1.2e9 },
  cores: { count: 16, quota: 3.5 },
  disks: [
    { use: 'runs', folder: '/srv/runs', free: 0, writable: false },
    { use: 'cache', folder: '/home/ada/.cache/tfjs-sweep', free: 812e6, writable: true },
  ],
  gpus: {
    kind: 'listed',
    gpus: [
      { index: 0, uuid: 'GPU-8932f937', name: 'NVIDIA H100 80GB HBM3', memoryMebibytes: 81559, driver: '550.54.15' },
      { index: 1, uuid: 'GPU-11c0ee8b', name: 'NVIDIA GB10', memoryMebibytes: null, driver: '550.54.15' },
    ],
  },
  packages: [
    { name: '@tensorflow/tfjs-node-gpu', wanted: '4.22.0', installed: '4.10.0' },
    { name: 'webgpu', wanted: '0.6.2', installed: null },
  ],
  binding: { file: '/srv/tfjs_binding.node', builtFor: 'darwin-arm64', needed: 'linux-x64' },
  engines: [
    {
      name: 'tensorflow',
      result: 'absent',
      reason: 'Engine "tensorflow": the native binding /srv/tfjs_binding.node does not load: invalid ELF header.',
    },
    {
      ...engine,
      name: 'wasm',
      device: 'CPU (WebAssembly without SIMD, 1 thread)',
      result: 'wrong',
      differences: [{ number: 'conv1[0]', expected: 0.5, got: 0.4 }],
    },
    { name: 'cpu', result: 'broken', reason: 'Engine "cpu": training on it ended the process with signal SIGILL.' },
  ],
}
