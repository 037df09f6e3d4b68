import { unlink } from 'node:fs/promises'
import type { Clock } from '../../core/clock.js'
import { EngineError } from '../engine-error.js'
import type { AvailableEngine } from '../engine-status.js'
import { findTensorflowPackage } from '../tensorflow-package.js'
import { buildBinding } from './build-binding.js'
import { downloadWheel } from './download-wheel.js'
import { fetchHeaders } from './fetch-headers.js'
import { findHeaders } from './find-headers.js'
import { findPython, type Python } from './find-python.js'
import { hasNvidiaDriver } from './has-nvidia-driver.js'
import type { InstallPlan, PlannedWheel } from './install-plan.js'
import type { InstallWatch } from './install-watch.js'
import { linkLibraries } from './link-libraries.js'
import { findNodeGyp } from './node-gyp.js'
import { probeInstallation } from './probe-installation.js'
import { type UnpackedFile, unpackWheel } from './unpack-wheel.js'
import { writeManifest } from './write-manifest.js'

/**
 * Makes all of an installation in a folder of its own: fetches and unpacks the wheels, builds the binding, sees that it
 * loads, and writes the manifest.
 *
 * @throws EngineError when a step fails.
 */
export async function makeInstallation(
  plan: InstallPlan,
  staging: string,
  watch: InstallWatch,
  clock: Clock,
  signal: AbortSignal,
): Promise<AvailableEngine> {
  // `missingTools` would have said so if one of them were not there.
  const [python, nodeGyp, nodePackage] = [(await findPython())!, findNodeGyp()!, findTensorflowPackage()!]
  if (findHeaders() === undefined) {
    watch.step(`Fetching the headers of Node ${process.versions.node}`)
    await fetchHeaders(nodeGyp.program, signal)
  }
  if (plan.build === 'gpu' && !hasNvidiaDriver()) {
    watch.warn('No driver of an NVIDIA GPU is found here; until there is one, this build computes on the CPU.')
  }
  const files: UnpackedFile[] = []
  for (const wheel of plan.wheels) files.push(...(await fetchAndUnpack(wheel, python, staging, watch, signal)))
  signal.throwIfAborted()
  await linkLibraries(staging)
  watch.step('Building the binding with node-gyp')
  const tools = { nodeGyp: nodeGyp.program, python: python.command, nodePackage: nodePackage.folder }
  files.push(await buildBinding(tools, staging))
  signal.throwIfAborted()
  watch.step('Loading it')
  const status = await probeInstallation(staging)
  if (!status.available) throw new EngineError(`What was built does not work. ${status.reason}`)
  await writeManifest(plan, staging, files, nodeGyp.version, clock)
  return status
}

async function fetchAndUnpack(
  wheel: PlannedWheel,
  python: Python,
  staging: string,
  watch: InstallWatch,
  signal: AbortSignal,
): Promise<readonly UnpackedFile[]> {
  signal.throwIfAborted()
  const name = `${wheel.package} ${wheel.version}`
  if (wheel.from === 'file' && !wheel.verified) {
    watch.warn(`${wheel.path} is taken as it is: no hash is recorded for it (SHA-256 ${wheel.sha256}).`)
  }
  if (wheel.from === 'pip') watch.step(`Fetching ${name} with pip`, wheel.bytes)
  const path =
    wheel.from === 'file' ? wheel.path : await downloadWheel(wheel, python.pip!, staging, watch.progress, signal)
  watch.step(`Unpacking ${name}`, wheel.unpackedBytes)
  const files = await unpackWheel(path, staging, watch.progress, signal)
  if (wheel.from === 'pip') await unlink(path)
  return files
}
