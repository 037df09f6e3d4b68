import type { Command } from 'commander'
import { systemClock } from '../../core/clock.js'
import { installTensorflow } from '../../engine/install/install-tensorflow.js'
import { readManifest } from '../../engine/install/manifest.js'
import { missingTools } from '../../engine/install/missing-tools.js'
import { planInstall } from '../../engine/install/plan-install.js'
import { renderInstallPlan } from '../../report/render-install-plan.js'
import { renderInstallPlanJson } from '../../report/render-install-plan-json.js'
import { abortOnSignals } from '../abort-on-signals.js'
import { type ExitCode, exitCodes } from '../exit-codes.js'
import { installableArgument } from '../installable-argument.js'

interface InstallOptions {
  readonly gpu?: true
  readonly from?: string
  readonly dryRun?: true
  readonly json?: true
}

export function addEngineInstallCommand(engine: Command): void {
  engine
    .command('install')
    .description('fetch libtensorflow with pip, build its binding for Node and keep both in the user cache')
    .addArgument(installableArgument())
    .option('--gpu', 'the build for NVIDIA GPUs, with the CUDA libraries that it needs')
    .option('--from <wheel>', 'take TensorFlow from this wheel instead of fetching one')
    .option('--dry-run', 'print what would be fetched, how large it is and where it goes, and do nothing')
    .option('--json', 'print one JSON object')
    .action(async (_name: string, options: InstallOptions) => {
      process.exitCode = await install(options)
    })
}

/** Plans, then carries the plan out or, as a dry run, prints it. */
async function install({ gpu, from, dryRun, json }: InstallOptions): Promise<ExitCode> {
  const plan = await planInstall({ build: gpu ? 'gpu' : 'cpu', ...(from !== undefined && { from }) })
  if (dryRun) {
    const present = readManifest(plan.folder) !== undefined
    const summary = { ...plan, present, missing: await missingTools(plan) }
    console.log(json ? renderInstallPlanJson(summary) : renderInstallPlan(summary))
    return exitCodes.ok
  }
  const { createInstallProgress } = await import('../progress/install-progress.js')
  const progress = createInstallProgress(systemClock)
  const stop = abortOnSignals()
  try {
    const began = systemClock.monotonic()
    const { status, folder, version, device } = await installTensorflow(plan, progress, systemClock, stop.signal)
    progress.close()
    if (json) console.log(JSON.stringify({ status, folder, version, device }, null, 2))
    else {
      const seconds = Math.round((systemClock.monotonic() - began) / 1000)
      const what = `Engine "tensorflow" (${version}, ${device})`
      console.log(`${what} ${status === 'new' ? `installed in ${seconds} s` : 'is already installed'}:\n  ${folder}`)
    }
    if (process.env.SWEEP_TENSORFLOW_BINDING) {
      console.error('SWEEP_TENSORFLOW_BINDING is set and goes before it; unset it to use what was installed.')
    }
    return exitCodes.ok
  } catch (error) {
    progress.close()
    if (!stop.signal.aborted) throw error
    console.error('Interrupted. Nothing is left of it.')
    return exitCodes.interrupted
  } finally {
    stop.close()
  }
}
