import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { planInstall } from '#sweep/engine/install/plan.js'
import { recordedWheels } from '#sweep/engine/install/wheel.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { writeZip } from './write-zip.js'

const cache = '/cache'

test('for 64-bit Linux the official CPU wheel is planned, by its exact hash, into a folder that names what is in it', async () => {
  const plan = await planInstall({ build: 'cpu', platform: 'linux-x64', cache })
  expect(plan).toMatchObject({
    tensorflow: '2.21.0',
    folder: '/cache/tensorflow-2.21.0-cpu-tfjs-4.22.0-napi8-linux-x64',
    wheels: [
      {
        from: 'pip',
        package: 'tensorflow-cpu',
        bytes: 273_829_956,
        sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
      },
    ],
  })
  expect(plan.neededBytes).toBe(plan.installedBytes + 2 * 273_829_956)
})

test('for GPUs TensorFlow comes with all CUDA 12 libraries that it loads', async () => {
  const { wheels } = await planInstall({ build: 'gpu', platform: 'linux-x64', cache })
  expect(wheels[0]).toMatchObject({ package: 'tensorflow', version: '2.21.0' })
  const packages = wheels.slice(1).map((wheel) => wheel.package.replace(/^nvidia-(.+)-cu12$/, '$1'))
  expect(packages.sort()).toEqual(
    [
      ['cublas', 'cuda-nvcc', 'cuda-nvrtc', 'cuda-runtime', 'cudnn', 'cufft'],
      ['curand', 'cusolver', 'cusparse', 'nccl', 'nvjitlink'],
    ].flat(),
  )
})

test('every recorded wheel is named by its package and version and has a hash of its own', () => {
  const wheels = Object.values(recordedWheels).flatMap((byBuild) => Object.values(byBuild).flat())
  for (const { package: name, version, file, sha256, bytes, unpackedBytes } of wheels) {
    expect(file).toMatch(new RegExp(`^${name.replaceAll('-', '_')}-${version.replaceAll('.', '\\.')}-.*x86_64\\.whl$`))
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(unpackedBytes).toBeGreaterThan(bytes)
  }
  expect(new Set(wheels.map(({ sha256 }) => sha256)).size).toBe(wheels.length)
})

test.each([
  ['windows-x64', 'cpu', 'windows-x64'],
  ['linux-x64-musl', 'cpu', 'linux-x64-musl'],
  ['macos-arm64', 'gpu', 'macos-arm64 with a GPU'],
] as const)('%s (%s) is refused, and what works instead is said', (platform, build, named) =>
  expect(planInstall({ build, platform, cache })).rejects.toMatchObject({
    name: 'EngineError',
    message:
      `No wheel of TensorFlow is recorded for ${named}; there is one for: linux-x64, linux-x64 with a GPU. ` +
      'Use the engine "wasm", which needs nothing to be installed, or fetch an official wheel of tensorflow 2.21.0 ' +
      'yourself and name it: sweep engine install --from WHEEL',
  }),
)

const recorded = recordedWheels['linux-x64']!.cpu![0]!.file

test.each([
  [
    'a file that is not there',
    'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
    'linux-x64',
    'cpu',
    /cannot be read/,
  ],
  [
    'another package',
    'torch-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
    'linux-x64',
    'cpu',
    /no wheel of TensorFlow by its name/,
  ],
  [
    'another release',
    'tensorflow-2.20.0-cp312-cp312-manylinux_2_17_x86_64.whl',
    'linux-x64',
    'cpu',
    /this is TensorFlow 2\.20\.0\. Give .*2\.21\.0/,
  ],
  [
    'another platform',
    'tensorflow-2.21.0-cp312-cp312-macosx_12_0_arm64.whl',
    'linux-x64',
    'cpu',
    /for another platform than linux-x64/,
  ],
  ['the CPU wheel for a GPU', recorded, 'linux-x64', 'gpu', /no GPU support/],
  [
    'any wheel on musl',
    'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
    'linux-x64-musl',
    'cpu',
    /cannot be built on linux-x64-musl/,
  ],
  [
    'a recorded wheel that is another file',
    recorded,
    'linux-x64',
    'cpu',
    /not the wheel that its name says: its SHA-256 is [0-9a-f]{64}, recorded is 2b847d21/,
  ],
] as const)('--from %s is refused', async (what, file, platform, build, message) => {
  const path = join(await temporaryFolder(), file)
  if (!what.includes('not there')) await writeFile(path, 'not the wheel')
  await expect(planInstall({ build, platform, cache, from: path })).rejects.toMatchObject({
    name: 'EngineError',
    message: expect.stringMatching(message),
  })
})

test('--from another official wheel of this release is taken, but called unverified', async () => {
  const path = join(await temporaryFolder(), 'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_aarch64.whl')
  await writeZip(path, [{ name: 'tensorflow/libtensorflow_cc.so.2', content: 'library' }])
  const plan = await planInstall({ build: 'cpu', platform: 'linux-arm64', cache, from: path })
  expect(plan.wheels).toMatchObject([{ from: 'file', path, package: 'tensorflow', verified: false, unpackedBytes: 7 }])
  expect(plan.neededBytes).toBe(7)
})
