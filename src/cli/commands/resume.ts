import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Command, Option } from 'commander'
import { holdRun, type RunLease } from '../../conduct/lease.js'
import { systemClock } from '../../core/clock.js'
import { thisHolder } from '../../core/holder.js'
import type { Run } from '../../core/run.js'
import { UsageError } from '../../core/usage-error.js'
import { chooseEngine } from '../../engine/choose-engine.js'
import { countTrials } from '../../plan/space/space.js'
import { trialsOf } from '../../plan/trials.js'
import { amendRun, type SweepChoice, type SweepEdit, sweepEdit, sweepOfResume } from '../../runs/amendment.js'
import type { CheckedSweep } from '../../runs/checked-sweep.js'
import { type DeviceWishes, inTheBackground, settleDevices } from '../../runs/devices.js'
import { conductRun } from '../../runs/execution.js'
import { chooseRun, withRuns } from '../../runs/folder.js'
import { findOrigins, type OriginsOf } from '../../runs/origins.js'
import { allowDifferences, gatherForSweep } from '../../runs/provenance/sweep.js'
import { findStartingPoints, prepareSweep } from '../../runs/starting-points.js'
import type { Store } from '../../store/store.js'
import { type ExitCode, exitCodes } from '../errors.js'
import { gpusOption, positiveInteger, runsDirOption, trialsPerGpuOption, workersOption } from '../options.js'

interface ResumeOptions extends DeviceWishes, SweepChoice {
  readonly yes?: true
  readonly allowChange?: true
  readonly reuse?: true
  readonly engine?: string
  readonly threads?: number
  readonly runsDir: string
  readonly json?: true
}

export function addResumeCommand(program: Command): void {
  program
    .command('resume')
    .description(
      'go on with a run until every trial of its sweep file is done: interrupted trials from their last checkpoint, failed ones again',
    )
    .argument('[run]', 'name of the run (default: the newest)')
    .option('--yes', 'agree to what an edited sweep file adds and drops')
    .addOption(
      new Option('--as-run', 'leave the sweep file alone: go on with the sweep as it was run').conflicts('sweep'),
    )
    .option('--sweep <file>', 'where the sweep file is now, when it has moved')
    .option('--allow-change', 'go on although what numbers depend on has changed; the run remembers it')
    .option('--reuse', 'take over trials that another run has completed with the same code, data and engine')
    .option('--engine <name>', "another engine than the run's; needs --allow-change")
    .option('--threads <n>', "another number of threads than the run's; needs --allow-change", positiveInteger)
    .addOption(workersOption())
    .addOption(gpusOption())
    .addOption(trialsPerGpuOption())
    .addOption(runsDirOption())
    .option('--json', 'print the report as JSON')
    .action(resume)
}

async function resume(name: string | undefined, options: ResumeOptions): Promise<void> {
  process.exitCode = await withRuns(options.runsDir, async (store, runs) => {
    const chosen = chooseRun(runs, name)
    // From here on nobody else changes the run, or works on it.
    const lease = await holdRun(store, chosen.name, thisHolder(), systemClock)
    try {
      return await resumeHeld(store, chooseRun(await store.runs(), chosen.name), lease, options)
    } finally {
      await lease.release()
    }
  })
}

async function resumeHeld(store: Store, run: Run, lease: RunLease, options: ResumeOptions): Promise<ExitCode> {
  const choosing = inTheBackground(chooseEngine(options.engine ?? run.conditions.engine))
  const checked = await sweepOfResume(run, options)
  const { file, experiment } = checked
  const starts = await findStartingPoints(checked, options.runsDir)
  const gathering = inTheBackground(gatherForSweep(checked, starts, choosing))

  const edit = sweepEdit(run.sweep, file.sweep)
  const originsOf = await findOrigins(store, run, options.runsDir, checked, edit !== undefined)
  if (edit && !(await agreeToEdit(run, edit, continued(edit, checked, originsOf), options.yes === true))) {
    return exitCodes.usage
  }

  const engine = await choosing
  const threads = options.threads ?? run.conditions.threads
  const began = options.engine === undefined ? { began: run.conditions.device } : {}
  const { devices, kind: device } = await settleDevices(options, engine, {
    threads,
    trials: countTrials(file.sweep),
    ...began,
  })
  const conditions = { engine: engine.name, engineVersion: engine.version, device, threads }
  const gathered = await gathering
  const now = { conditions, provenance: gathered.provenance }
  const allowed = allowDifferences(run, now, options.allowChange === true)
  await prepareSweep(checked, starts)

  const changed = edit !== undefined || allowed.length > 0
  // The user may have let the machine sleep over the question, and another process have gone on with the run.
  await lease.confirm()
  const change = { file, conditions, gathered, allowed }
  return conductRun({
    // Relative paths start from where the sweep file is now.
    run: { ...(changed ? await amendRun(store, run, options.runsDir, change) : run), sweepFile: resolve(file.file) },
    experiment,
    store,
    runsFolder: options.runsDir,
    devices,
    startingPoints: starts.points,
    retryFailed: true,
    originsOf,
    reuse: options.reuse === true,
    json: options.json === true,
  })
}

/** How many of the new trials can go on from others. */
function continued({ addedKeys }: SweepEdit, { file, continues }: CheckedSweep, originsOf: OriginsOf) {
  let count = 0
  if (continues && addedKeys.size > 0) {
    for (const trial of trialsOf(file.sweep)) if (addedKeys.has(trial.key) && originsOf(trial).length > 0) count++
  }
  return { count, parameter: continues?.parameter ?? '', conditional: continues?.conditional === true }
}

/**
 * Says what an edited sweep means for a run and, where trials come or go, lets the user agree: by `yes` or on a terminal.
 * False when the user does not; throws UsageError when nobody can be asked.
 */
async function agreeToEdit(
  run: Run,
  { added, kept, dropped, policyChanged }: SweepEdit,
  continued: { readonly count: number; readonly parameter: string; readonly conditional: boolean },
  yes: boolean,
): Promise<boolean> {
  if (policyChanged) {
    console.error('What the sweep file says of failures, timeouts and checkpoints has changed: taken over.')
  }
  if (added === 0 && dropped === 0) return true
  const parts = [`+${added} ${added === 1 ? 'cell' : 'cells'}`, `${kept} kept`, `${dropped} no longer wanted`]
  const { count, parameter, conditional } = continued
  const goOn = `${count} ${conditional ? 'may go on' : count === 1 ? 'goes on' : 'go on'} from fewer ${parameter}`
  console.error(`The sweep file has changed: ${parts.join(', ')}${count === 0 ? '' : `; ${goOn}`}.`)
  if (yes) return true
  const asRun = `sweep resume ${run.name} --as-run`
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(
      `the sweep of run "${run.name}" has changed. Agree: sweep resume ${run.name} --yes. ` +
        `Or go on with it as it was run: ${asRun}`,
    )
  }
  if (await ask('Bring the run to the new sweep? [y/N] ')) return true
  console.error(`Nothing was changed. To go on with the sweep as it was run: ${asRun}`)
  return false
}

/** On standard error, since standard output is for results; whatever is not a yes, the end of the input too, is a no. */
function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  return new Promise((resolve) => {
    terminal.on('close', () => resolve(false))
    terminal.question(question, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer))
      terminal.close()
    })
  })
}
