import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { hashFile } from '../../core/files.js'
import { EngineError } from '../engine.js'
import { tensorflowVersions } from '../packages.js'
import type { Build, InstallationName } from './installation.js'
import { measureWheel } from './unpacking.js'

/** A Python wheel that TensorFlow or a library it needs is taken from: one file of a package index, known by its hash. */
export interface Wheel {
  /** Name in the package index. */
  readonly package: string
  readonly version: string
  readonly file: string
  readonly bytes: number
  /** In hexadecimal, as pip writes it. */
  readonly sha256: string
  /** Size on disk of what is taken out of it; a guess on the safe side where it could not be measured. */
  readonly unpackedBytes: number
}

/** What an installation will do, decided before anything is done. Plain data. */
export interface InstallPlan extends InstallationName {
  /** TensorFlow's wheel first. */
  readonly wheels: readonly PlannedWheel[]
  readonly cache: string
  /** Where the engine will lie. */
  readonly folder: string
  /** Bytes that the installed engine takes; a guess on the safe side where its wheels could not be measured. */
  readonly installedBytes: number
  /** Free bytes that the installation needs while it runs. */
  readonly neededBytes: number
}

export type PlannedWheel =
  | (Wheel & { readonly from: 'pip' })
  /** `verified` tells whether its hash is one that we have recorded. */
  | (Wheel & { readonly from: 'file'; readonly path: string; readonly verified: boolean })

/**
 * Reads a wheel that the user has: a recorded one must be what was recorded; another official one of the same release,
 * for this platform and build, is taken as it is, unverified.
 *
 * @throws EngineError for a file that cannot be read, is no such wheel, or is not what its name says.
 */
export async function inspectWheel(path: string, build: Build, platform: string): Promise<PlannedWheel> {
  const file = basename(path)
  const bytes = await sizeOf(path)
  const wheels = Object.values(recordedWheels).flatMap((byBuild) =>
    Object.values(byBuild).flatMap((each) => each ?? []),
  )
  const byName = wheels.find((wheel) => wheel.file === file)
  if (byName === undefined) checkName(file)
  checkPlatform(file, build, platform)
  const sha256 = await hashFile(path)
  if (byName !== undefined && byName.sha256 !== sha256) {
    throw new EngineError(
      `${path} is not the wheel that its name says: its SHA-256 is ${sha256}, recorded is ${byName.sha256}. ` +
        'It is damaged or not official: fetch it again.',
    )
  }
  const measured = { file, bytes, sha256, unpackedBytes: await measureWheel(path) }
  const named = { package: packageOf(file), version: tensorflowVersions.tensorflow, ...measured }
  return { ...named, from: 'file', path: resolve(path), verified: byName !== undefined }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    throw new EngineError(`--from ${path}: the file cannot be read: ${(cause as Error).message}`, { cause })
  }
}

function checkName(file: string): void {
  const version = /^tensorflow(?:_cpu)?-([^-]+)-cp3\d+-cp3\d+-[^-]+\.whl$/.exec(file)?.[1]
  if (version === tensorflowVersions.tensorflow) return
  throw new EngineError(
    `--from ${file}: ${version === undefined ? 'this is no wheel of TensorFlow by its name' : `this is TensorFlow ${version}`}. ` +
      `Give an official wheel of tensorflow or tensorflow-cpu ${tensorflowVersions.tensorflow} under the name that the package index gives it.`,
  )
}

/** By the tags of wheels; `-cpu` wheels hold no kernels for GPUs. */
function checkPlatform(file: string, build: Build, platform: string): void {
  const fits = platformTags[platform]
  if (fits === undefined) {
    throw new EngineError(`--from: TensorFlow cannot be built on ${platform}. Use the engine "wasm".`)
  }
  if (!fits.test(file)) throw new EngineError(`--from ${file}: this wheel is for another platform than ${platform}.`)
  if (build === 'gpu' && (platform !== 'linux-x64' || packageOf(file) === 'tensorflow-cpu')) {
    throw new EngineError(`--from ${file}: this wheel has no GPU support. Leave --gpu out.`)
  }
}

const platformTags: Readonly<Record<string, RegExp>> = {
  'linux-x64': /manylinux\w*_x86_64\.whl$/,
  'linux-arm64': /manylinux\w*_aarch64\.whl$/,
  'macos-arm64': /macosx\w*_arm64\.whl$/,
}

function packageOf(file: string): string {
  return file.slice(0, file.indexOf('-')).replaceAll('_', '-')
}

/**
 * The wheels of each platform and build that are fetched without being asked which: TensorFlow first.
 *
 * `tensorflow-cpu` for linux-x64 was fetched, measured and built against. The others were not: nobody could fetch them
 * while this was written. Their hashes and sizes come from lock files in public repositories and stand here only where
 * two that are independent agree on the file (for `tensorflow` itself on the BLAKE2b digest by which PyPI names it,
 * with its SHA-256 in one of them). A wrong hash ends an installation; it cannot let another file in. The interpreter
 * that a wheel is built for does not matter: no Python runs. `nvidia-cuda-cupti-cu12` serves the profiler only and is
 * left out.
 */
export const recordedWheels: Readonly<Record<string, Partial<Readonly<Record<Build, readonly Wheel[]>>>>> = {
  'linux-x64': {
    cpu: [
      {
        package: 'tensorflow-cpu',
        version: tensorflowVersions.tensorflow,
        file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
        bytes: 273_829_956,
        sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
        unpackedBytes: 853_873_707,
      },
    ],
    gpu: [
      guessed({
        package: 'tensorflow',
        version: tensorflowVersions.tensorflow,
        file: 'tensorflow-2.21.0-cp313-cp313-manylinux_2_27_x86_64.whl',
        bytes: 572_881_074,
        sha256: 'e9d8da8dcab9650efb45f032ba70af2f016f907e6e0c6bda29dd101bba945406',
      }),
      guessed({
        package: 'nvidia-cuda-runtime-cu12',
        version: '12.9.79',
        file: 'nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
        bytes: 3_493_179,
        sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
      }),
      guessed({
        package: 'nvidia-cublas-cu12',
        version: '12.9.2.10',
        file: 'nvidia_cublas_cu12-12.9.2.10-py3-none-manylinux_2_27_x86_64.whl',
        bytes: 581_240_110,
        sha256: 'e4f53a8ca8c5d6e8c492d0d0a3d565ecb59a751b19cfdaa4f6da0ab2104c1702',
      }),
      guessed({
        package: 'nvidia-cudnn-cu12',
        version: '9.23.2.1',
        file: 'nvidia_cudnn_cu12-9.23.2.1-py3-none-manylinux_2_27_x86_64.whl',
        bytes: 721_096_736,
        sha256: 'a5e706320218dc7d661b0e13402f204eeccd07b18d061b4d60668f80e464dd1e',
      }),
      guessed({
        package: 'nvidia-cufft-cu12',
        version: '11.4.1.4',
        file: 'nvidia_cufft_cu12-11.4.1.4-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
        bytes: 200_877_592,
        sha256: 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
      }),
      guessed({
        package: 'nvidia-curand-cu12',
        version: '10.3.10.19',
        file: 'nvidia_curand_cu12-10.3.10.19-py3-none-manylinux_2_27_x86_64.whl',
        bytes: 68_295_626,
        sha256: '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
      }),
      guessed({
        package: 'nvidia-cusolver-cu12',
        version: '11.7.5.82',
        file: 'nvidia_cusolver_cu12-11.7.5.82-py3-none-manylinux_2_27_x86_64.whl',
        bytes: 338_117_415,
        sha256: '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
      }),
      guessed({
        package: 'nvidia-cusparse-cu12',
        version: '12.5.10.65',
        file: 'nvidia_cusparse_cu12-12.5.10.65-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
        bytes: 366_465_088,
        sha256: '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
      }),
      guessed({
        package: 'nvidia-nccl-cu12',
        version: '2.28.9',
        file: 'nvidia_nccl_cu12-2.28.9-py3-none-manylinux_2_18_x86_64.whl',
        bytes: 296_782_137,
        sha256: '485776daa8447da5da39681af455aa3b2c2586ddcf4af8772495e7c532c7e5ab',
      }),
      guessed({
        package: 'nvidia-nvjitlink-cu12',
        version: '12.9.86',
        file: 'nvidia_nvjitlink_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
        bytes: 39_748_338,
        sha256: 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
      }),
      guessed({
        package: 'nvidia-cuda-nvrtc-cu12',
        version: '12.9.86',
        file: 'nvidia_cuda_nvrtc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
        bytes: 89_568_129,
        sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
      }),
      guessed({
        package: 'nvidia-cuda-nvcc-cu12',
        version: '12.9.86',
        file: 'nvidia_cuda_nvcc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
        bytes: 40_546_229,
        sha256: '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
      }),
    ],
  },
}

/** The libraries of the CPU wheel grow by 3.1 when they are unpacked; of NVIDIA's, cuRAND is known to grow most: by 2.4. */
function guessed(wheel: Omit<Wheel, 'unpackedBytes'>): Wheel {
  return { ...wheel, unpackedBytes: Math.ceil((wheel.package === 'tensorflow' ? 3.2 : 2.5) * wheel.bytes) }
}
