import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { canonicalJson } from '../core/json.js'
import { isFixed } from '../core/parameter.js'
import type { Run } from '../core/run.js'
import { runPaths } from '../core/run.js'
import type { Params, Trial } from '../core/trial.js'
import { copyArtifacts } from '../execute/artifacts.js'
import { completeParams } from '../execute/attempt/params.js'
import type { Origin } from '../execute/executor.js'
import { countTrials } from '../plan/space/space.js'
import { trialsOf } from '../plan/trials.js'
import type { StoreReader } from '../store/store.js'
import type { CheckedSweep } from './checked-sweep.js'

/** The complete trials of the same run that a trial may go on from. */
export type OriginsOf = (trial: Trial) => readonly Origin[]

/**
 * Finds the complete trials of a run, unwanted ones included, that differ from another one only in a smaller value of
 * the parameter by which the experiment continues, and whose checkpoints are there. `edited` says that the sweep is
 * not the one of the run.
 */
export async function findOrigins(
  store: StoreReader,
  run: Run,
  runsFolder: string,
  { file, specs, continues }: CheckedSweep,
  edited: boolean,
): Promise<OriginsOf> {
  const none: OriginsOf = () => []
  if (!continues) return none
  const { parameter } = continues
  const always = file.sweep.parameters.every((each) => each.name !== parameter || isFixed(each))
  // Most runs are never edited, and then nothing is to be read.
  if (!edited && always && (await store.counts(run.name)).unwanted === 0) return none

  const complete = (params: Params) => completeParams(params, specs, dirname(run.sweepFile))
  const likeness = (params: Params, seed: number) => canonicalJson({ params: { ...params, [parameter]: null }, seed })
  const finished = new Map<string, { readonly length: number; readonly origin: Origin }[]>()
  for await (const { key, params, seed } of store.trials(run.name, { status: 'complete', wanted: 'all' })) {
    const completed = complete(params)
    const length = completed[parameter]
    const { checkpoints, artifacts } = runPaths(runsFolder, run.name)
    const checkpointFolder = checkpoints(key)
    if (typeof length !== 'number' || !existsSync(checkpointFolder)) continue
    const alike = likeness(completed, seed)
    const entry = { length, origin: { key, params, checkpointFolder, artifactFolder: artifacts(key) } }
    finished.set(alike, [...(finished.get(alike) ?? []), entry])
  }
  return ({ params, seed }) => {
    const completed = complete(params)
    const length = completed[parameter]
    if (typeof length !== 'number') return []
    const alike = finished.get(likeness(completed, seed)) ?? []
    return alike.filter((each) => each.length < length).map(({ origin }) => origin)
  }
}

/**
 * Copies the artifacts of trials that a run has taken over from others, as far as they are not there yet: a process that was
 * killed may have left some behind.
 */
export async function bringArtifacts(store: StoreReader, { name }: Run, runsFolder: string): Promise<void> {
  for await (const { key, reusedFrom } of store.trials(name, { status: 'complete' })) {
    if (reusedFrom === null) continue
    const [from, to] = [runPaths(runsFolder, reusedFrom).artifacts(key), runPaths(runsFolder, name).artifacts(key)]
    await copyArtifacts(from, to, 'missing')
  }
}

interface Reusable {
  /** Name of the run. */
  readonly run: string
  readonly trials: number
}

/** More trials than this are not looked through for a line of advice. */
const mostTrials = 100_000

/** The run that has completed most of another one's trials under the same identity; undefined when none has any. */
export async function countReusable(store: StoreReader, run: Run): Promise<Reusable | undefined> {
  if (run.identity === null || countTrials(run.sweep) > mostTrials) return undefined
  const twins = (await store.runs()).filter(({ name, identity }) => identity === run.identity && name !== run.name)
  let most: Reusable | undefined
  for (const { name } of twins.slice(0, 5)) {
    const statuses = await store.statuses(name)
    let trials = 0
    for (const { key } of trialsOf(run.sweep)) if (statuses.get(key) === 'complete') trials++
    if (trials > (most?.trials ?? 0)) most = { run: name, trials }
  }
  return most
}
