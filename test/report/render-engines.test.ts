import { expect, test } from 'vitest'
import { renderEngines } from '#sweep/report/engines.js'
import { renderInstallPlan } from '#sweep/report/installation.js'

const engines = [
  {
    name: 'tensorflow',
    available: true,
    version: '4.22.0 with libtensorflow 2.21.0',
    device: 'CPU (libtensorflow)',
    origin: {
      from: 'sweep engine install',
      path: '/home/ada/.cache/tfjs-sweep/tensorflow-2.21.0-cpu/tfjs_binding.node',
    },
  },
  { name: 'webgpu', available: false, reason: 'Engine "webgpu": no adapter answers. Use another engine.' },
  {
    name: 'wasm',
    available: true,
    version: '4.22.0',
    device: 'CPU (WebAssembly with SIMD, 1 thread)',
    origin: { from: '@tensorflow/tfjs-backend-wasm', path: '/project/node_modules/@tensorflow/tfjs-backend-wasm' },
  },
] as const

test('engines are shown with where they come from, or with the reason why they are not there', () => {
  expect(`\n${renderEngines(engines)}`).toBe(`
engine      state     version                           device
─────────────────────────────────────────────────────────────────────────────────────────────
tensorflow  ready     4.22.0 with libtensorflow 2.21.0  CPU (libtensorflow)
webgpu      not here
wasm        ready     4.22.0                            CPU (WebAssembly with SIMD, 1 thread)

tensorflow: from sweep engine install
  /home/ada/.cache/tfjs-sweep/tensorflow-2.21.0-cpu/tfjs_binding.node
webgpu: no adapter answers. Use another engine.
wasm: from @tensorflow/tfjs-backend-wasm
  /project/node_modules/@tensorflow/tfjs-backend-wasm`)
})

test('their table fits 80 columns', () => {
  const [header, line] = renderEngines(engines, { columns: 80 }).split('\n')
  expect(header).toBe('engine      state     version                           device')
  expect(line).toHaveLength(80)
})

const plan = {
  tensorflow: '2.21.0',
  build: 'cpu',
  platform: 'linux-x64',
  nodePackage: '4.22.0',
  folder: '/home/ada/.cache/tfjs-sweep/tensorflow-2.21.0-cpu',
  installedBytes: 853_873_707,
  neededBytes: 1_401_533_619,
  present: false,
  missing: [],
}
const wheel = {
  package: 'tensorflow-cpu',
  version: '2.21.0',
  file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
  bytes: 273_829_956,
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
}

test('a plan says what is fetched, from which package, how large, where it goes and what it takes', () => {
  expect(`\n${renderInstallPlan({ ...plan, wheels: [{ ...wheel, from: 'pip' }] })}`).toBe(`
TensorFlow 2.21.0 (cpu) for linux-x64, bound by @tensorflow/tfjs-node-gpu 4.22.0

fetched with pip, 273.8 MB:
  tensorflow-cpu 2.21.0, 273.8 MB
    tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl
    sha256 2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c

goes to     /home/ada/.cache/tfjs-sweep/tensorflow-2.21.0-cpu
disk        about 853.9 MB; 1.40 GB while it is installed
missing     nothing

A dry run: nothing was done.`)
})

test("a plan from the user's own wheel says so, and what is missing is listed with its remedy", () => {
  const mine = { ...wheel, from: 'file', path: '/downloads/tf.whl', verified: false } as const
  const missing = [{ what: 'make is not found in the path', fix: 'sudo apt-get install make' }]
  expect(`\n${renderInstallPlan({ ...plan, wheels: [mine], present: true, missing })}`).toBe(`
TensorFlow 2.21.0 (cpu) for linux-x64, bound by @tensorflow/tfjs-node-gpu 4.22.0

nothing is fetched:
  tensorflow-cpu 2.21.0, 273.8 MB, from /downloads/tf.whl
    tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl
    sha256 2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c (not recorded, taken as it is)

goes to     /home/ada/.cache/tfjs-sweep/tensorflow-2.21.0-cpu (already installed)
disk        about 853.9 MB; 1.40 GB while it is installed
missing:
- make is not found in the path
    sudo apt-get install make

A dry run: nothing was done.`)
})
