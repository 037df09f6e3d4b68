import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { systemClock } from '../core/clock.js'
import { SweepError, UsageError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import { outerValues } from '../core/parameter.js'
import type { Conditions, Provenance, Run } from '../core/run.js'
import type { Sweep } from '../core/sweep.js'
import { parseOverride } from '../plan/overrides.js'
import { parseSweep } from '../plan/parsing.js'
import type { SweepFile } from '../plan/sweep-file.js'
import { trialsOf } from '../plan/trials.js'
import type { Store } from '../store/store.js'
import { type CheckedSweep, type CheckSurroundings, checkSweep, checkSweepFile } from './checked-sweep.js'
import type { GatheredProvenance } from './provenance/gathering.js'
import { identityOf } from './provenance/hashes.js'
import { writeCodeDiff } from './provenance/sweep.js'

interface RunChange {
  readonly file: SweepFile
  readonly conditions: Conditions
  readonly gathered: GatheredProvenance
  /** What can change numbers and was allowed to, a line each. */
  readonly allowed: readonly string[]
}

/** Gives a run the sweep, the conditions and the provenance with which it goes on, and a record of what was allowed. */
export async function amendRun(
  store: Store,
  run: Run,
  runsFolder: string,
  { file, conditions, gathered, allowed }: RunChange,
): Promise<Run> {
  const provenance = run.provenance && joined(run.provenance, gathered.provenance, allowed)
  const amended = await store.amend(run.name, {
    sweep: file.sweep,
    sweepText: file.text,
    overrides: run.overrides,
    conditions,
    provenance,
    // Trials of before and after a change are of one run, so that no key of it says what its numbers depend on.
    identity:
      run.identity === null || allowed.length > 0
        ? null
        : identityOf(file.sweep.metric, conditions, gathered.provenance),
    numbers: numbersOf(file),
  })
  if (provenance && allowed.length > 0) await writeCodeDiff(runsFolder, run.name, { ...gathered, provenance })
  return amended
}

function joined(before: Provenance, now: Provenance, allowed: readonly string[]): Provenance {
  const { changes = [] } = before
  const all = allowed.length === 0 ? changes : [...changes, { at: systemClock.now(), differences: allowed }]
  // Data that is named no more is still what trials before were trained on.
  const data = { ...before.data, ...now.data }
  return { ...now, data, ...(all.length > 0 && { changes: all }) }
}

function* numbersOf({ sweep }: SweepFile): Generator<readonly [string, number]> {
  for (const { key, number } of trialsOf(sweep)) yield [key, number]
}

/** The overrides of a checked sweep, with paths as they start from the sweep file's folder: good in any current folder. */
export function portableOverrides(
  overrides: readonly string[],
  { file, specs }: Pick<CheckedSweep, 'file' | 'specs'>,
): readonly string[] {
  return overrides.map((text) => {
    const { name } = parseOverride(text)
    const type = specs !== undefined && Object.hasOwn(specs, name) ? specs[name]!.type : undefined
    if (type !== 'path' && type !== 'trial') return text
    const values = outerValues(file.sweep.parameters.find((parameter) => parameter.name === name)!)
    return `${name}=${JSON.stringify(values)}`
  })
}

/** What an edited sweep makes of the trials of the one before. */
export interface SweepEdit {
  /** Number of trials that are new, that both name, and that only the sweep before named. */
  readonly added: number
  readonly kept: number
  readonly dropped: number
  /** Keys of the new ones. */
  readonly addedKeys: ReadonlySet<string>
  /** What it says of how trials are carried out: failures, time-outs, checkpoints. */
  readonly policyChanged: boolean
}

/** Compares two sweeps trial by trial, by their keys; undefined when they are the same. */
export function sweepEdit(before: Sweep, after: Sweep): SweepEdit | undefined {
  if (textOf(before) === textOf(after)) return undefined
  const policyChanged =
    textOf(before.faults) !== textOf(after.faults) ||
    before.checkpointEvery !== after.checkpointEvery ||
    before.isolation !== after.isolation
  const keysBefore = new Set<string>()
  for (const { key } of trialsOf(before)) keysBefore.add(key)
  const addedKeys = new Set<string>()
  let kept = 0
  for (const { key } of trialsOf(after)) {
    if (keysBefore.has(key)) kept++
    else addedKeys.add(key)
  }
  return { added: addedKeys.size, kept, dropped: keysBefore.size - kept, addedKeys, policyChanged }
}

/** The order of parameters counts: it numbers the trials. */
function textOf(value: Sweep | Sweep['faults']): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json)
}

export interface SweepChoice {
  /** Go on with the sweep as it was run, whatever its file says now. */
  readonly asRun?: true
  /** Where the sweep file is now. */
  readonly sweep?: string
}

/**
 * The sweep that a run is to be brought to: that of its file as it is now, the run's overrides applied again, or, where
 * that is gone or not wanted, the one that was run. Throws UsageError for a file that cannot be used now.
 */
export async function sweepOfResume(
  run: Run,
  { asRun, sweep }: SweepChoice,
  surroundings: CheckSurroundings,
): Promise<CheckedSweep> {
  const { note } = surroundings.observer
  const asItWasRun = () => checkSweepFile(parseSweep(run.sweepText, run.sweepFile), [], surroundings)
  if (asRun) return asItWasRun()
  const path = resolve(sweep ?? run.sweepFile)
  if (sweep === undefined) {
    if (!existsSync(path)) {
      note(`${path} is gone: going on with the sweep as it was run. It has moved? Write --sweep FILE.`)
      return asItWasRun()
    }
    if (!run.overrides?.length && (await readFile(path, 'utf8')) === run.sweepText) return asItWasRun()
    if (run.overrides === null) {
      note(`Run "${run.name}" is of an older version, without its overrides: going on with the sweep as it was run.`)
      return asItWasRun()
    }
  }
  try {
    const edited = await checkSweep(path, run.overrides ?? [], { ...surroundings, cwd: dirname(path) })
    refuseOtherMetric(run, edited)
    return edited
  } catch (cause) {
    if (!(cause instanceof SweepError)) throw cause
    const hint = `Mend it, or go on with the sweep as it was run: sweep resume ${run.name} --as-run`
    throw new UsageError(`${cause.message}\n${hint}`, { cause })
  }
}

/** The values of finished trials are those of the metric under which they ran. */
function refuseOtherMetric({ name, sweep: { metric } }: Run, { file }: CheckedSweep): void {
  const now = file.sweep.metric
  if (canonicalJson({ ...metric } as Json) === canonicalJson({ ...now } as Json)) return
  throw new UsageError(
    `${file.file} optimizes another metric than run "${name}" did: ` +
      `${metric.goal} ${metric.name} -> ${now.goal} ${now.name}. Start a new run for it: sweep run ${file.file}`,
  )
}
