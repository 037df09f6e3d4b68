import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath } from '#sweep/core/run.js'
import type { Sweep } from '#sweep/core/sweep.js'
import type { Outcome, Params } from '#sweep/core/trial.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

/** A trial as it ended: complete with a value, or failed where that is null. */
export interface FinishedTrial {
  readonly params: Params
  readonly seed: number
  readonly value: number | null
}

/**
 * A folder with `runs` in it, of sweeps of `optimizer` (sgd, adam) and `lr` (0.1, 0.01) that maximize `score`: every trial
 * reported half of its value, then all of it, and returned `test`, a tenth less.
 */
export async function finishedRuns(
  runs: Readonly<Record<string, { readonly trials: readonly FinishedTrial[]; readonly sweep?: Partial<Sweep> }>>,
): Promise<string> {
  const folder = await temporaryFolder()
  const path = databasePath(join(folder, 'runs'))
  await mkdir(dirname(path), { recursive: true })
  const store = openSqliteStore(path, systemClock)
  for (const [name, { trials, sweep }] of Object.entries(runs)) {
    const run = await store.createRun({ ...emptyRun, name, sweep: { ...emptyRun.sweep, parameters, ...sweep } })
    const holder = { host: 'here', pid: 1, started: 'then' }
    for (const [i, { params, seed, value }] of trials.entries()) {
      const trial = { number: i + 1, key: `${name}-${i + 1}`, params, seed }
      const claim = await store.claim({ run: run.name, trial, holder, leaseMilliseconds: 1000 })
      if (claim.state !== 'leased') throw new Error(claim.state)
      const reading = (step: number) => ({ step, metrics: { score: ((value ?? 0) * step) / 2 }, seconds: 1 })
      await store.record([{ lease: claim.lease, readings: [reading(1), reading(2)] }])
      await store.finish(claim.lease, {
        outcome: outcomeOf(value),
        value,
        bestStep: value === null ? null : 2,
        seconds: 2,
      })
    }
  }
  await store.close()
  return folder
}

const parameters = [
  { name: 'optimizer', values: ['sgd', 'adam'] },
  { name: 'lr', values: [0.1, 0.01] },
]

function outcomeOf(value: number | null): Outcome {
  if (value !== null) return { status: 'complete', metrics: { test: value * 0.9 } }
  return { status: 'failed', error: { class: 'error', name: 'TypeError', message: 'no such layer', stack: '' } }
}
