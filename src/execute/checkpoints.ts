import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { partialEnding } from '../core/files.js'
import { type Metric, scoreOf } from '../core/sweep.js'
import {
  type CheckpointFile,
  type CheckpointOwner,
  checkpointContent,
  readCheckpoint,
  writeTensorFile,
} from '../core/tensor-files.js'
import type { Reading } from '../core/trial.js'
import { isOutOfMemory } from './faults.js'

/** How many checkpoints a trial keeps beside its best: the newest, and one in case the newest cannot be read. */
const kept = 2

/**
 * Writes a checkpoint as safetensors with a checksum over everything in it, then removes the ones no longer kept: all but
 * the last two and the best by that metric. Its tensors are not copied: they stay as they are until this resolves.
 */
export async function saveCheckpoint(folder: string, checkpoint: CheckpointFile, metric: Metric): Promise<void> {
  const { step, within, tensors, readings } = checkpoint
  const content = checkpointContent(checkpoint)
  await mkdir(folder, { recursive: true })
  await writeTensorFile(join(folder, checkpointName(step, within)), 'sweep-checkpoint/1', content, tensors)
  const names = await readdir(folder)
  const checkpoints = newestFirst(names)
  const best = bestCheckpoint(checkpoints, metric, readings)
  const older = checkpoints.slice(kept).filter((name) => name !== best)
  // One attempt at a time writes here, so what is only partly written was left by one that was killed.
  const partial = names.filter((name) => name.endsWith(partialEnding))
  await Promise.all([...older, ...partial].map((name) => rm(join(folder, name), { force: true })))
}

/**
 * The newest checkpoint that is whole. One that is damaged or cannot be read, whatever lies in its place, is said and passed
 * over; when none of several is left, that is said too, because the trial then starts again. In a folder of the attempt's
 * `own` a damaged one is put aside; that of another trial is left as it is, since several may be reading there at once. One
 * that says to belong to another trial than `owner` is passed over, too.
 */
export async function latestCheckpoint(
  folder: string,
  log: (line: string) => void,
  own: boolean,
  owner: CheckpointOwner,
): Promise<CheckpointFile | undefined> {
  const names = await checkpointsIn(folder)
  let foreign = false
  for (const name of names) {
    const path = join(folder, name)
    try {
      const checkpoint = await readCheckpoint(path)
      if (isOf(checkpoint, owner)) return checkpoint
      foreign = true
      const { key, run } = checkpoint.owner!
      log(
        `${path}: this checkpoint is of the trial with key ${key}${run === null ? '' : ` of run ${run}`}: it is passed over`,
      )
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      // Wanting memory or file handles says nothing about the file.
      if (isOutOfMemory(message) || (code !== undefined && shortages.has(code))) throw error
      log(`${path}: this checkpoint is damaged (${message})${own ? `; ${await putAside(path)}` : ''}`)
    }
  }
  const follows = own ? 'the trial starts again from its first step' : 'no other trial can go on from there'
  const what = foreign ? 'damaged or of another trial' : 'damaged'
  if (names.length > 0) log(`${folder}: every checkpoint is ${what}; ${follows}`)
  return undefined
}

function isOf({ owner }: CheckpointFile, { key, run }: CheckpointOwner): boolean {
  return owner === undefined || (owner.key === key && (owner.run === null || run === null || owner.run === run))
}

const shortages = new Set(['ENOMEM', 'EMFILE', 'ENFILE', 'EAGAIN'])

/** Out of the way, so that it does not count among those that are kept. */
async function putAside(path: string): Promise<string> {
  try {
    await rename(path, path + damagedEnding)
    return `kept as ${basename(path)}${damagedEnding}`
  } catch (error) {
    // Nothing can be written there.
    return `left where it is (${(error as Error).message})`
  }
}

async function checkpointsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return newestFirst(names)
}

/**
 * Of the checkpoints with these names the one with the best reading of the sweep's metric at its step, the first of equal
 * ones; undefined when none has such a reading. Not every step that is reported need have been saved, and what was saved
 * within a step has no reading.
 */
export function bestCheckpoint(
  names: readonly string[],
  metric: Metric,
  readings: readonly Reading[],
): string | undefined {
  const saved = readings.filter(({ step }) => names.includes(checkpointName(step)))
  const step = scoreOf(metric, saved, {})?.bestStep
  return typeof step === 'number' ? checkpointName(step) : undefined
}

const ending = '.safetensors'

/** What a checkpoint that cannot be read is called from then on ends so. */
const damagedEnding = '.damaged'

/** The file of the checkpoint after a step or, with `within`, so far into the next one. */
function checkpointName(step: number, within = 0): string {
  const digits = (count: number) => String(count).padStart(9, '0')
  return `step-${digits(step)}${within === 0 ? '' : `-${digits(within)}`}${ending}`
}

/** The checkpoints among the names of files, newest first. */
export function newestFirst(names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => placeOf(name) ?? [])
    .sort((a, b) => b.step - a.step || b.within - a.within)
    .map(({ name }) => name)
}

/** Whether a file of that name was written here: a checkpoint, whole, in part or damaged. */
function isOurs(name: string): boolean {
  return ourName.test(name)
}

/** By number: as text, a step of more digits or one without `within` would not stand where it belongs. */
function placeOf(name: string) {
  const [, step, within = 0] = wholeName.exec(name) ?? []
  return step === undefined ? undefined : { name, step: Number(step), within: Number(within) }
}

const wholeName = /^step-(\d{9,})(?:-(\d{9,}))?\.safetensors$/
const ourName = /^step-\d{9,}(?:-\d{9,})?\.safetensors(?:\.damaged|\.[\d-]+\.partial)?$/

/** What a trial may still need its checkpoints for. */
export type CheckpointUse =
  /** To go on from the newest, or from the one before it where that is damaged. */
  | { readonly kind: 'resume' }
  /** It is complete: a longer trial may go on from the newest, and the best may be wanted. */
  | { readonly kind: 'complete'; readonly metric: Metric; readonly readings: readonly Reading[] }
  | { readonly kind: 'none' }

export interface NeedlessFile {
  readonly path: string
  readonly bytes: number
}

/**
 * The files in a trial's folder of checkpoints that nothing needs: those that its use does not, and what was only partly
 * written or is damaged. What was not written here is not looked at. Nobody may be writing there.
 */
export async function needlessFiles(folder: string, use: CheckpointUse): Promise<readonly NeedlessFile[]> {
  const names = (await readdir(folder)).filter(isOurs)
  const needed = new Set(neededOf(newestFirst(names), use))
  const needless = names.filter((name) => !needed.has(name)).map((name) => join(folder, name))
  const sizes = await Promise.all(needless.map((path) => lstat(path)))
  return needless.flatMap((path, i) => (sizes[i]!.isDirectory() ? [] : [{ path, bytes: sizes[i]!.size }]))
}

function neededOf(checkpoints: readonly string[], use: CheckpointUse): readonly string[] {
  switch (use.kind) {
    case 'resume':
      return checkpoints
    case 'complete':
      return [...checkpoints.slice(0, 1), bestCheckpoint(checkpoints, use.metric, use.readings) ?? []].flat()
    case 'none':
      return []
    default:
      return use satisfies never
  }
}
