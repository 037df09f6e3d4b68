import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../core/errors.js'
import type { Run } from '../core/run.js'
import { chooseEngine } from '../engine/choice.js'
import { countTrials } from '../plan/space/space.js'
import type { Store } from '../store/store.js'
import { portableOverrides } from './amendment.js'
import { checkSource, type SweepSource } from './checked-sweep.js'
import { type DeviceWishes, inTheBackground, settleDevices } from './devices.js'
import type { Environment } from './environment.js'
import { execute, type RunEnd } from './execution.js'
import { createRunsFolder } from './folder.js'
import { countReusable } from './origins.js'
import { identityOf } from './provenance/hashes.js'
import { gatherForSweep, writeCodeDiff } from './provenance/sweep.js'
import { findStartingPoints, prepareSweep } from './starting-points.js'

export interface StartWishes extends DeviceWishes {
  /** Name of the run; left out, the sweep's name and a number. */
  readonly name?: string
  /** `auto`, `tensorflow`, `webgpu`, `wasm` or `cpu`; left out, `auto`: the fastest that is there. */
  readonly engine?: string
  /** For each trial; part of the run, since it changes rounding. Left out, 1. */
  readonly threads?: number
  /** Take over trials that another run has completed with the same code, data and engine. */
  readonly reuse?: boolean
}

/** Runs a sweep: checks all of it, makes a run of it and trains its trials. Throws a SweepError. */
export async function startRun(source: SweepSource, wishes: StartWishes, environment: Environment): Promise<RunEnd> {
  const { runsFolder, observer } = environment
  const { name, threads = 1, reuse = false } = wishes
  if (name !== undefined) checkRunName(name)
  const choosing = inTheBackground(chooseEngine(wishes.engine ?? 'auto'))
  const checked = await checkSource(source, environment)
  const { file, experiment } = checked
  const trials = countTrials(file.sweep)
  if (trials === 0) {
    throw new UsageError(
      `${file.file}: its rules leave no trial to train. What each leaves out: sweep plan ${file.file}`,
    )
  }
  const starts = await findStartingPoints(checked, runsFolder)
  const gathering = inTheBackground(gatherForSweep(checked, starts, choosing))
  const engine = await choosing
  const { kind: device, devices } = await settleDevices(wishes, engine, { threads, trials }, observer.note)
  await prepareSweep(checked, starts, observer.note)
  const gathered = await gathering
  const { provenance } = gathered
  for (const each of gathered.notes) observer.note(`Warning: ${each}.`)
  const conditions = { engine: engine.name, engineVersion: engine.version, device, threads }

  const store = await createRunsFolder(runsFolder)
  try {
    const run = await store.createRun(
      {
        ...(name === undefined ? {} : { name }),
        sweep: file.sweep,
        sweepText: file.text,
        sweepFile: resolve(environment.cwd, file.file),
        overrides: portableOverrides(source.overrides ?? [], checked),
        provenance,
        identity: identityOf(file.sweep.metric, conditions, provenance),
        conditions,
      },
      // A folder without a run in the database may hold the checkpoints of an older one.
      await readdir(runsFolder),
    )
    await writeCodeDiff(runsFolder, run.name, gathered)
    if (!reuse) await adviseReuse(store, run, observer.note)
    const { points: startingPoints } = starts
    return await execute({ run, experiment, store, devices, startingPoints, retryFailed: false, reuse }, environment)
  } finally {
    await store.close()
  }
}

async function adviseReuse(store: Store, run: Run, note: (line: string) => void): Promise<void> {
  const reusable = await countReusable(store, run)
  if (!reusable) return
  const total = countTrials(run.sweep)
  const [are, them] = reusable.trials === 1 ? ['is', 'it'] : ['are', 'them']
  note(
    `${reusable.trials} of ${total} trials ${are} already complete in run ${reusable.run}: --reuse takes ${them} over.`,
  )
}

/** A run's name becomes the name of its folder. */
function checkRunName(name: string): void {
  if (/^sweep\.db(-journal|-wal|-shm)?$/i.test(name)) {
    throw new UsageError(`--name "${name}" is that of a file of the database in the same folder. Use another one`)
  }
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name)) return
  throw new UsageError(`--name "${name}" cannot name a folder. Use up to 100 letters, digits, ".", "_" and "-"`)
}
