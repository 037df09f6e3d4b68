import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Run } from '../../core/run.js'
import { UsageError } from '../../core/usage-error.js'
import { chooseEngine } from '../../engine/choose-engine.js'
import { countTrials } from '../../plan/space/space.js'
import { portableOverrides } from '../../runs/amendment.js'
import { checkSweep } from '../../runs/checked-sweep.js'
import type { DeviceWishes } from '../../runs/devices.js'
import { inTheBackground, settleDevices } from '../../runs/devices.js'
import { conductRun } from '../../runs/execution.js'
import { createRunsFolder } from '../../runs/folder.js'
import { countReusable } from '../../runs/origins.js'
import { identityOf } from '../../runs/provenance/hashes.js'
import { gatherForSweep, writeCodeDiff } from '../../runs/provenance/sweep.js'
import { findStartingPoints, prepareSweep } from '../../runs/starting-points.js'
import type { Store } from '../../store/store.js'
import { gpusOption, positiveInteger, runsDirOption, trialsPerGpuOption, workersOption } from '../options.js'

interface RunOptions extends DeviceWishes {
  readonly threads: number
  readonly engine: string
  readonly runsDir: string
  readonly name?: string
  readonly reuse?: true
  readonly json?: true
}

export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('run a sweep: train every trial of its grid and rank them')
    .argument('<file>', 'the sweep file')
    .argument('[overrides...]', 'key=value: other values for a parameter, as lr=0.1 or optimizer=adam,nesterov')
    .addOption(workersOption())
    .addOption(gpusOption())
    .addOption(trialsPerGpuOption())
    .option('--threads <n>', 'threads for each trial; part of the run, since it changes rounding', positiveInteger, 1)
    .option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu', 'auto')
    .addOption(runsDirOption())
    .option('--name <name>', "name of the run (default: the sweep's name and a number)")
    .option('--reuse', 'take over trials that another run has completed with the same code, data and engine')
    .option('--json', 'print the report as JSON')
    .action(run)
}

async function run(path: string, overrides: string[], options: RunOptions): Promise<void> {
  if (options.name !== undefined) checkRunName(options.name)
  const choosing = inTheBackground(chooseEngine(options.engine))
  const checked = await checkSweep(path, overrides)
  const { file, experiment } = checked
  if (countTrials(file.sweep) === 0) {
    throw new UsageError(`${path}: its rules leave no trial to train. What each leaves out: sweep plan ${path}`)
  }
  const starts = await findStartingPoints(checked, options.runsDir)
  const gathering = inTheBackground(gatherForSweep(checked, starts, choosing))
  const engine = await choosing
  const { kind: device, devices } = await settleDevices(options, engine, {
    threads: options.threads,
    trials: countTrials(file.sweep),
  })
  await prepareSweep(checked, starts)
  const gathered = await gathering
  const { provenance } = gathered
  for (const note of gathered.notes) console.error(`Warning: ${note}.`)
  const conditions = { engine: engine.name, engineVersion: engine.version, device, threads: options.threads }

  const store = await createRunsFolder(options.runsDir)
  try {
    const created = await store.createRun(
      {
        ...(options.name === undefined ? {} : { name: options.name }),
        sweep: file.sweep,
        sweepText: file.text,
        sweepFile: resolve(file.file),
        overrides: portableOverrides(overrides, checked),
        provenance,
        identity: identityOf(file.sweep.metric, conditions, provenance),
        conditions,
      },
      // A folder without a run in the database may hold the checkpoints of an older one.
      await readdir(options.runsDir),
    )
    await writeCodeDiff(options.runsDir, created.name, gathered)
    if (!options.reuse) await adviseReuse(store, created)
    process.exitCode = await conductRun({
      run: created,
      experiment,
      store,
      runsFolder: options.runsDir,
      devices,
      startingPoints: starts.points,
      retryFailed: false,
      reuse: options.reuse === true,
      json: options.json === true,
    })
  } finally {
    await store.close()
  }
}

async function adviseReuse(store: Store, run: Run): Promise<void> {
  const reusable = await countReusable(store, run)
  if (!reusable) return
  const total = countTrials(run.sweep)
  const [are, them] = reusable.trials === 1 ? ['is', 'it'] : ['are', 'them']
  console.error(
    `${reusable.trials} of ${total} trials ${are} already complete in run ${reusable.run}: --reuse takes ${them} over.`,
  )
}

/** A run's name becomes the name of its folder. */
function checkRunName(name: string): void {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name)) return
  throw new UsageError(`--name "${name}" cannot name a folder. Use up to 100 letters, digits, ".", "_" and "-"`)
}
