import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { hashFile } from '../../core/files.js'
import { EngineError } from '../engine-error.js'
import { tensorflowVersions } from '../tensorflow-versions.js'
import type { Build } from './build.js'
import type { PlannedWheel } from './install-plan.js'
import { recordedWheels } from './recorded-wheels.js'
import { measureWheel } from './unpack-wheel.js'

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
