import { rename } from 'node:fs/promises'
import type { Clock } from '../../core/clock.js'
import { EngineError } from '../engine-error.js'
import type { AvailableEngine } from '../engine-status.js'
import type { InstallPlan } from './install-plan.js'
import type { InstallWatch } from './install-watch.js'
import { makeInstallation } from './make-installation.js'
import { readManifest } from './manifest.js'
import { missingText } from './missing-text.js'
import { missingTools } from './missing-tools.js'
import { probeInstallation } from './probe-installation.js'
import { clearLeftovers, makeStaging, removeAtOnce, removeFolder } from './staging.js'

export interface Installed {
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
