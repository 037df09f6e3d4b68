import { Argument, type Command } from 'commander'
import { systemClock } from '../../core/clock.js'
import { bytesText } from '../../core/texts.js'
import type { CheckedEngine } from '../../engine/check/check.js'
import { checkEngine } from '../../engine/check/check.js'
import { listEngines } from '../../engine/choice.js'
import { type EngineName, engineNames } from '../../engine/engine.js'
import { installTensorflow } from '../../engine/install/install.js'
import { cacheFolder, readManifest } from '../../engine/install/installation.js'
import { planInstall } from '../../engine/install/plan.js'
import { removeTensorflow } from '../../engine/install/removal.js'
import { missingTools } from '../../engine/install/tools.js'
import type { EngineStatus } from '../../engine/status.js'
import { hostEnvironment } from '../../execute/pool/environment.js'
import { renderCheckedEngines, renderEngines } from '../../report/engines.js'
import { renderInstallPlan, renderInstallPlanJson } from '../../report/installation.js'
import { jsonText } from '../../report/json.js'
import { firstDevice } from '../../runs/devices.js'
import { type ExitCode, exitCodes } from '../errors.js'
import { installableArgument } from '../options.js'
import { abortOnSignals } from '../signals.js'

export function addEngineCommand(program: Command): void {
  const engine = program.command('engine').description('the TensorFlow.js backends of this machine')
  engine
    .command('list')
    .description('which engines are there, where they come from, and why the others are not')
    .option('--json', 'print one JSON object')
    .action(list)
  addEngineInstallCommand(engine)
  addEngineRemoveCommand(engine)
  addEngineCheckCommand(engine)
}

async function list({ json }: { json?: true }): Promise<void> {
  const engines = await listEngines()
  if (json) console.log(jsonText({ engines: engines.map(statusRecord) }))
  else console.log(renderEngines(engines, { columns: process.stdout.columns }))
}

function statusRecord({ name, ...status }: EngineStatus) {
  if (!status.available) return { engine: name, ...status }
  const { available, version, device, deviceKind, origin } = status
  return { engine: name, available, version, device, device_kind: deviceKind, ...origin }
}

function addEngineCheckCommand(engine: Command): void {
  engine
    .command('check')
    .description("train a small network on each engine and compare with PyTorch's numbers; exit code 1 if one is wrong")
    .addArgument(new Argument('[engine]', 'check this one only').choices(engineNames))
    .option('--json', 'print one JSON object')
    .action(check)
}

async function check(name: EngineName | undefined, { json }: { json?: true }): Promise<void> {
  const checked = await checkEngines(name === undefined ? engineNames : [name], { timed: true })
  console.log(json ? jsonText({ engines: checked.map(checkRecord) }) : renderCheckedEngines(checked))
  // Of an engine that was asked for by name more is expected than not to be wrong.
  const bad = checked.some(({ result }) => result === 'wrong' || result === 'broken' || (name && result !== 'ok'))
  if (bad) process.exitCode = exitCodes.someFailed
}

function checkRecord({ name, ...engine }: CheckedEngine) {
  switch (engine.result) {
    case 'ok': {
      const { result, version, device, deviceKind, stepsPerSecond } = engine
      return { engine: name, result, version, device, device_kind: deviceKind, steps_per_second: stepsPerSecond }
    }
    case 'wrong': {
      const { result, version, device, deviceKind, differences } = engine
      return { engine: name, result, version, device, device_kind: deviceKind, differences }
    }
    case 'broken':
    case 'absent':
      return { engine: name, ...engine }
    default:
      return engine satisfies never
  }
}

interface InstallOptions {
  readonly gpu?: true
  readonly from?: string
  readonly dryRun?: true
  readonly json?: true
}

function addEngineInstallCommand(engine: Command): void {
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
  const { createInstallProgress } = await import('../progress/installation.js')
  const progress = createInstallProgress(systemClock)
  const stop = abortOnSignals()
  try {
    const began = systemClock.monotonic()
    const { status, folder, version, device } = await installTensorflow(plan, progress, systemClock, stop.signal)
    progress.close()
    if (json) console.log(jsonText({ status, folder, version, device }))
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

function addEngineRemoveCommand(engine: Command): void {
  engine
    .command('remove')
    .description('remove what "engine install" has installed')
    .addArgument(installableArgument())
    .option('--json', 'print one JSON object')
    .action((_name: string, options: { json?: true }) => remove(options))
}

async function remove({ json }: { json?: true }): Promise<void> {
  const cache = cacheFolder()
  const removed = await removeTensorflow(cache)
  const bytes = removed.reduce((sum, each) => sum + each.bytes, 0)
  if (json) console.log(jsonText({ removed, bytes }))
  else if (removed.length === 0) console.log(`Nothing is installed in ${cache}.`)
  else
    console.log([...removed.map(({ folder }) => `Removed ${folder}`), `${bytesText(bytes)} are free again.`].join('\n'))
}

/** Checks engines one after another, so that they do not slow each other, as a host would run them: on one thread. */
export async function checkEngines(
  names: readonly EngineName[],
  { timed }: { readonly timed: boolean },
): Promise<readonly CheckedEngine[]> {
  const environment = hostEnvironment(process.env, 1, await firstDevice())
  const checked: CheckedEngine[] = []
  for (const name of names) checked.push(await checkEngine(name, { environment, timed }))
  return checked
}
