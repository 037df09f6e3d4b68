import { resolve } from 'node:path'
import { holdRun, type RunLease } from '../conduct/lease.js'
import { systemClock } from '../core/clock.js'
import type { Run } from '../core/run.js'
import { thisHolder } from '../core/run.js'
import { chooseEngine } from '../engine/choice.js'
import { countTrials } from '../plan/space/space.js'
import { trialsOf } from '../plan/trials.js'
import type { Store } from '../store/store.js'
import { amendRun, type SweepChoice, type SweepEdit, sweepEdit, sweepOfResume } from './amendment.js'
import type { CheckedSweep } from './checked-sweep.js'
import { type DeviceWishes, inTheBackground, settleDevices } from './devices.js'
import type { Environment } from './environment.js'
import { execute, type RunEnd } from './execution.js'
import { chooseRun } from './folder.js'
import { findOrigins, type OriginsOf } from './origins.js'
import { allowDifferences, gatherForSweep } from './provenance/sweep.js'
import { findStartingPoints, prepareSweep } from './starting-points.js'

export interface ResumeWishes extends DeviceWishes, SweepChoice {
  /** Go on although what numbers depend on has changed; the run remembers it. */
  readonly allowChange?: boolean
  /** Take over trials that another run has completed with the same code, data and engine. */
  readonly reuse?: boolean
  /** Another engine, or number of threads, than the run's; needs `allowChange`. */
  readonly engine?: string
  readonly threads?: number
}

/** What an edited sweep file means for a run. */
export interface ProposedEdit extends SweepEdit {
  /** How many of the added trials can go on from finished ones, that differ in this parameter alone. */
  readonly continued: { readonly count: number; readonly parameter: string; readonly conditional: boolean }
}

/** Asked before a run is brought to an edited sweep. */
export type AgreeToEdit = (run: Run, edit: ProposedEdit) => Promise<boolean>

/**
 * Goes on with a run until every trial of its sweep, as its file is now, is done. Undefined when the edit of that file was
 * not agreed to, and then nothing has changed. Throws a SweepError.
 */
export async function resumeRun(
  store: Store,
  name: string,
  wishes: ResumeWishes,
  agree: AgreeToEdit,
  environment: Environment,
): Promise<RunEnd | undefined> {
  // From here on nobody else changes the run, or works on it.
  const lease = await holdRun(store, name, thisHolder(), systemClock)
  try {
    return await resumeHeld(store, chooseRun(await store.runs(), name), lease, wishes, agree, environment)
  } finally {
    await lease.release()
  }
}

async function resumeHeld(
  store: Store,
  run: Run,
  lease: RunLease,
  wishes: ResumeWishes,
  agree: AgreeToEdit,
  environment: Environment,
): Promise<RunEnd | undefined> {
  const { runsFolder, observer } = environment
  const choosing = inTheBackground(chooseEngine(wishes.engine ?? run.conditions.engine))
  const checked = await sweepOfResume(run, wishes, environment)
  const { file, experiment } = checked
  const starts = await findStartingPoints(checked, runsFolder)
  const gathering = inTheBackground(gatherForSweep(checked, starts, choosing))

  const edit = sweepEdit(run.sweep, file.sweep)
  const originsOf = await findOrigins(store, run, runsFolder, checked, edit !== undefined)
  if (edit && !(await agree(run, { ...edit, continued: continuedBy(edit, checked, originsOf) }))) return undefined

  const engine = await choosing
  const threads = wishes.threads ?? run.conditions.threads
  const began = wishes.engine === undefined ? { began: run.conditions.device } : {}
  const machine = { threads, trials: countTrials(file.sweep), ...began }
  const { devices, kind: device } = await settleDevices(wishes, engine, machine, observer.note)
  const conditions = { engine: engine.name, engineVersion: engine.version, device, threads }
  const gathered = await gathering
  const now = { conditions, provenance: gathered.provenance }
  const allowed = allowDifferences(run, now, wishes.allowChange === true, observer.note)
  await prepareSweep(checked, starts, observer.note)

  const changed = edit !== undefined || allowed.length > 0
  // The user may have let the machine sleep over the question, and another process have gone on with the run.
  await lease.confirm()
  const amended = changed ? await amendRun(store, run, runsFolder, { file, conditions, gathered, allowed }) : run
  return execute(
    {
      // Relative paths start from where the sweep file is now.
      run: { ...amended, sweepFile: resolve(environment.cwd, file.file) },
      ...{ experiment, store, devices, originsOf },
      startingPoints: starts.points,
      retryFailed: true,
      reuse: wishes.reuse === true,
    },
    environment,
  )
}

/** How many of the new trials can go on from others. */
function continuedBy({ addedKeys }: SweepEdit, { file, continues }: CheckedSweep, originsOf: OriginsOf) {
  let count = 0
  if (continues && addedKeys.size > 0) {
    for (const trial of trialsOf(file.sweep)) if (addedKeys.has(trial.key) && originsOf(trial).length > 0) count++
  }
  return { count, parameter: continues?.parameter ?? '', conditional: continues?.conditional === true }
}
