import { rename, rm, unlink } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Clock } from '../../core/clock.js'
import { writeFileSafely } from '../../core/files.js'
import { EngineError } from '../engine.js'
import { findTensorflowPackage } from '../packages.js'
import { probeEngine } from '../probe.js'
import type { AvailableEngine, EngineStatus } from '../status.js'
import { buildBinding, fetchHeaders, findHeaders, findNodeGyp, linkLibraries } from './binding.js'
import { downloadWheel } from './download.js'
import { installationPaths, type Manifest, nodeApi, readManifest } from './installation.js'
import { hasNvidiaDriver } from './plan.js'
import { clearLeftovers, makeStaging, removeAtOnce, removeFolder } from './removal.js'
import { findPython, missingText, missingTools, type Python } from './tools.js'
import { type UnpackedFile, unpackWheel } from './unpacking.js'
import type { InstallPlan, PlannedWheel } from './wheel.js'

interface Installed {
  /** `present` when there was nothing to do. */
  readonly status: 'new' | 'present'
  readonly folder: string
  readonly version: string
  readonly device: string
}

/**
 * Carries out a plan. Everything is made beside the place where it will lie and is moved there when it has been seen to
 * work; what fails, is aborted or killed leaves nothing that could be taken for an engine. Any number may run at once.
 *
 * @throws EngineError when something is missing (before anything is fetched) or a step fails.
 */
export async function installTensorflow(
  plan: InstallPlan,
  watch: InstallWatch,
  clock: Clock,
  signal: AbortSignal,
): Promise<Installed> {
  const present = await workingEngine(plan.folder)
  if (present !== undefined) return { status: 'present', folder: plan.folder, ...present }
  await clearLeftovers(plan.cache)
  const missing = await missingTools(plan)
  if (missing.length > 0) throw new EngineError(missingText(missing))
  const staging = await makeStaging(plan.cache)
  try {
    const { version, device } = await makeInstallation(plan, staging, watch, clock, signal)
    const moved = await moveInto(plan, staging)
    return { status: moved ? 'new' : 'present', folder: plan.folder, version, device }
  } finally {
    await removeFolder(staging)
  }
}

/** The engine of an installation that is whole and loads. */
async function workingEngine(folder: string): Promise<Pick<AvailableEngine, 'version' | 'device'> | undefined> {
  if (readManifest(folder) === undefined) return undefined
  const status = await probeInstallation(folder)
  return status.available ? { version: status.version, device: status.device } : undefined
}

/** Moves what was made to its place; false when somebody else was faster and theirs works. */
async function moveInto({ folder, cache }: InstallPlan, staging: string): Promise<boolean> {
  try {
    await rename(staging, folder)
    return true
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  if ((await workingEngine(folder)) !== undefined) return false
  await removeAtOnce(folder, cache)
  await rename(staging, folder)
  return true
}

/**
 * Makes all of an installation in a folder of its own: fetches and unpacks the wheels, builds the binding, sees that it
 * loads, and writes the manifest.
 *
 * @throws EngineError when a step fails.
 */
async function makeInstallation(
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

/** Whether the engine in that folder loads and computes, whatever else is installed here. */
function probeInstallation(folder: string): Promise<EngineStatus> {
  return probeEngine('tensorflow', { ...process.env, SWEEP_TENSORFLOW_BINDING: installationPaths(folder).binding })
}

/** Hears how an installation goes. */
export interface InstallWatch {
  /** A step begins; `bytes` is what it will move, where that is known. */
  step(text: string, bytes?: number): void
  /** So many bytes of the step are done. */
  progress(bytes: number): void
  /** Something that the user should know and that stops nothing. */
  warn(text: string): void
}

/** Declares what was made whole: removes what was needed on the way only and writes the manifest. */
async function writeManifest(
  plan: InstallPlan,
  staging: string,
  files: readonly UnpackedFile[],
  nodeGyp: string,
  clock: Clock,
): Promise<void> {
  const { manifest, downloads, sources } = installationPaths(staging)
  await rm(downloads, { recursive: true, force: true })
  const kept = files.filter(({ path }) => !path.startsWith(sources))
  const content: Manifest = {
    format: 1,
    tensorflow: plan.tensorflow,
    build: plan.build,
    platform: plan.platform,
    node_api: nodeApi,
    node_package: plan.nodePackage,
    wheels: plan.wheels.map((wheel) => ({
      package: wheel.package,
      version: wheel.version,
      file: wheel.file,
      bytes: wheel.bytes,
      sha256: wheel.sha256,
      verified: wheel.from === 'pip' || wheel.verified,
    })),
    built_with: { node: process.versions.node, node_gyp: nodeGyp },
    installed_at: new Date(clock.now()).toISOString(),
    files: kept.map(({ path, bytes }) => ({ path: relative(staging, path), bytes })),
  }
  await writeFileSafely(manifest, `${JSON.stringify(content, null, 2)}\n`)
}
