import { existsSync } from 'node:fs'
import { EngineError } from '../engine.js'
import { findTensorflowPackage, tensorflowVersions } from '../packages.js'
import { type Build, cacheFolder, installationFolder, thisPlatform } from './installation.js'
import { type InstallPlan, inspectWheel, type PlannedWheel, recordedWheels } from './wheel.js'

interface InstallRequest {
  readonly build: Build
  /** A wheel of TensorFlow that lies on this machine already. */
  readonly from?: string
  readonly platform?: string
  readonly cache?: string
}

/** Decides what to fetch and where it goes. Throws EngineError when there is nothing for this platform. */
export async function planInstall(request: InstallRequest): Promise<InstallPlan> {
  const { build, from, platform = thisPlatform(), cache = cacheFolder() } = request
  const wheels = await choose(build, from, platform)
  const { tensorflow } = tensorflowVersions
  const nodePackage = findTensorflowPackage()?.version ?? tensorflowVersions.nodePackage
  const name = { tensorflow, build, nodePackage, platform }
  const installedBytes = wheels.reduce((sum, wheel) => sum + wheel.unpackedBytes, 0)
  // pip holds a wheel twice for a moment: in its temporary folder or its cache, and where it saves it.
  const largest = Math.max(0, ...wheels.map((wheel) => (wheel.from === 'pip' ? wheel.bytes : 0)))
  return {
    ...name,
    wheels,
    cache,
    folder: installationFolder(cache, name),
    installedBytes,
    neededBytes: installedBytes + 2 * largest,
  }
}

async function choose(build: Build, from: string | undefined, platform: string): Promise<readonly PlannedWheel[]> {
  const recorded = recordedWheels[platform]?.[build]?.map((wheel) => ({ ...wheel, from: 'pip' }) as const)
  if (from !== undefined) return [await inspectWheel(from, build, platform), ...(recorded?.slice(1) ?? [])]
  if (recorded === undefined) throw new EngineError(nothingFor(build, platform))
  return recorded
}

function nothingFor(build: Build, platform: string): string {
  const wanted = build === 'gpu' ? `${platform} with a GPU` : platform
  const others = Object.entries(recordedWheels).flatMap(([name, byBuild]) =>
    Object.keys(byBuild).map((each) => (each === 'gpu' ? `${name} with a GPU` : name)),
  )
  return (
    `No wheel of TensorFlow is recorded for ${wanted}; there is one for: ${others.join(', ')}. ` +
    'Use the engine "wasm", which needs nothing to be installed, ' +
    `or fetch an official wheel of tensorflow ${tensorflowVersions.tensorflow} yourself and name it: sweep engine install --from WHEEL`
  )
}

/** Whether a driver of NVIDIA is loaded: the kernel's own, or that of Windows seen from WSL. */
export function hasNvidiaDriver(): boolean {
  return ['/proc/driver/nvidia/version', '/dev/nvidiactl', '/usr/lib/wsl/lib/libcuda.so.1'].some(existsSync)
}
