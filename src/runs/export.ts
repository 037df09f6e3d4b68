import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { countStatuses, type StatusCounts } from '../analyze/report.js'
import { freshId, systemClock } from '../core/clock.js'
import { UsageError } from '../core/errors.js'
import { writeFileSafely } from '../core/files.js'
import type { Run } from '../core/run.js'
import { runPaths } from '../core/run.js'
import type { TrialStatus } from '../core/run-data.js'
import { countTrials } from '../plan/space/space.js'
import type { ExportFormat, ExportPiece } from '../report/export/exporter.js'
import { exporters } from '../report/export/exporters.js'
import type { ExportedTrial } from '../report/export/run-shape.js'
import { createShape, emptyShape, type RunShape } from '../report/export/run-shape.js'
import type { StoreReader } from '../store/store.js'
import type { Environment } from './environment.js'
import { rowOf } from './reading.js'

/** What to write of a run, and where. */
export interface ExportRequest {
  readonly format: ExportFormat
  readonly folder: string
  /** Move aside whatever else the folder holds. */
  readonly force?: boolean
}

export interface Exported {
  /** Name of the run. */
  readonly run: string
  readonly format: ExportFormat
  readonly folder: string
  /** Where what the folder held is now; null when it held nothing that is kept. */
  readonly movedTo: string | null
  readonly counts: ExportCounts
  readonly tables: readonly WrittenFile[]
  /** How many files there are beside the tables. */
  readonly others: number
}

/**
 * Writes a run as files that other programs read, all of them or none. An earlier export of the same is replaced. Throws
 * UsageError for a folder that holds anything else, and the reason of the signal when that aborts.
 */
export async function exportRun(
  store: StoreReader,
  run: Run,
  { format, folder, force = false }: ExportRequest,
  { runsFolder, signal }: Pick<Environment, 'runsFolder' | 'signal'>,
): Promise<Exported> {
  const identity = { format, run: run.name, createdAt: run.createdAt }
  const total = countTrials(run.sweep)
  const { filled, movedTo } = await replaceFolder(folder, identity, { force, runsFolder }, async (beside) => {
    const exporter = await exporters[format]()
    const shape = await readShape(store, run)
    const { trials, counts } = countedTrials(exportedTrials(store, run), run, total, shape)
    const exported = { run, total, shape, readAt: systemClock.now(), folder: resolve(folder) }
    return { ...(await writePieces(beside, exporter(exported, trials), signal)), counts: counts() }
  })
  return { run: run.name, format, folder, movedTo, ...filled }
}

/** The trials of a run, by number, with readings and attempts; one after another, so that any number fits. */
export async function* exportedTrials(store: StoreReader, run: Run): AsyncGenerator<ExportedTrial> {
  for await (const trial of store.trials(run.name, { readings: true })) {
    yield { ...rowOf(trial), attempts: await store.attempts(run.name, trial.key) }
  }
}

/** Reads all trials once to see what they hold. */
export async function readShape(store: StoreReader, run: Run): Promise<RunShape> {
  const { add, shape } = createShape(emptyShape(run))
  for await (const trial of store.trials(run.name, { readings: true })) add(trial)
  return shape()
}

/** How much was exported. */
export interface ExportCounts {
  readonly trials: number
  readonly readings: number
  readonly attempts: number
  readonly statuses: StatusCounts
}

/**
 * The same trials, counted as they go by. Throws UsageError at one that does not fit the shape, as when a run that is
 * under way has come to a parameter's first fraction since its shape was read.
 */
export function countedTrials(trials: AsyncIterable<ExportedTrial>, run: Run, total: number, shape: RunShape) {
  const seen = createShape(shape)
  const statuses: Record<TrialStatus, number> = { ...countStatuses([], total) }
  let [read, readings, attempts] = [0, 0, 0]
  return {
    trials: (async function* () {
      for await (const trial of trials) {
        if (seen.add(trial)) {
          const what = `run "${run.name}" has changed while it was exported: trial ${trial.number} holds something new`
          throw new UsageError(`${what}. Export it again`)
        }
        read++
        statuses[trial.status]++
        statuses.waiting--
        readings += trial.readings.length
        attempts += trial.attempts.length
        yield trial
      }
    })(),
    counts: (): ExportCounts => ({ trials: read, readings, attempts, statuses }),
  }
}

export interface WrittenFile {
  /** From the export's folder, with `/` on every system. */
  readonly file: string
  /** Rows of its table. */
  readonly rows: number
}

/**
 * Writes the pieces of an export into a folder, no more of them made than fit a small buffer. Answers the files that grew
 * piece by piece, which are synced, and how many others there are. Throws the signal's reason once it is aborted.
 */
export async function writePieces(
  folder: string,
  pieces: AsyncIterable<ExportPiece>,
  signal: AbortSignal,
): Promise<{ readonly tables: readonly WrittenFile[]; readonly others: number }> {
  const growing = new Map<string, { readonly file: GrowingFile; rows: number }>()
  let others = 0
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted()
      if ('folder' in piece) {
        await mkdir(join(folder, piece.folder), { recursive: true })
      } else if ('whole' in piece) {
        const path = join(folder, piece.file)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, piece.whole, { flag: 'wx' })
        others++
      } else {
        let grown = growing.get(piece.file)
        if (!grown) {
          grown = { file: await createGrowingFile(join(folder, piece.file)), rows: 0 }
          growing.set(piece.file, grown)
        }
        await grown.file.add(piece.part)
        grown.rows += piece.rows
      }
    }
    for (const { file } of growing.values()) await file.finish()
  } finally {
    for (const { file } of growing.values()) await file.close()
  }
  return { tables: [...growing].map(([file, { rows }]) => ({ file, rows })), others }
}

/** A file that is written piece by piece, some of them at a time. */
interface GrowingFile {
  /** Resolves when there is room for more. */
  add(part: string | Uint8Array): Promise<void>
  /** Writes what is left and syncs. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** Makes a file that is not there yet. */
async function createGrowingFile(path: string): Promise<GrowingFile> {
  const handle: FileHandle = await open(path, 'wx')
  let [parts, bytes] = [[] as Uint8Array[], 0]
  const write = async () => {
    const all = Buffer.concat(parts)
    parts = []
    bytes = 0
    await handle.writeFile(all)
  }
  return {
    async add(part) {
      const added = typeof part === 'string' ? Buffer.from(part) : part
      parts.push(added)
      bytes += added.length
      if (bytes >= bufferBytes) await write()
    },
    async finish() {
      await write()
      await handle.sync()
    },
    close: () => handle.close(),
  }
}

/** Small enough to forget, large enough that a call of the system does not take longer than making it. */
const bufferBytes = 1 << 16

/** What an export is of: an earlier one of the same can be made again, and so be replaced. */
export interface ExportIdentity {
  readonly format: ExportFormat
  /** Name of the run. */
  readonly run: string
  /** When the run was created, in milliseconds since 1970. */
  readonly createdAt: number
}

/**
 * Fills a folder in such a way that its name holds all of an export or nothing new: it is made beside and renamed when
 * `fill` has ended. An earlier export of the same is replaced. Anything else that the folder holds is moved aside with
 * `force`, to where the answer says; without, UsageError is thrown before `fill` is called.
 */
export async function replaceFolder<T>(
  folder: string,
  identity: ExportIdentity,
  { force, runsFolder }: { readonly force: boolean; readonly runsFolder: string },
  fill: (folder: string) => Promise<T>,
): Promise<{ readonly filled: T; readonly movedTo: string | null }> {
  const inIt = relative(resolve(folder), resolve(runsFolder))
  if (!inIt.startsWith('..')) throw new UsageError(`${folder} holds the runs themselves. Name another folder`)
  const inRuns = dirname(resolve(folder)) === resolve(runsFolder)
  if (inRuns && existsSync(runPaths(runsFolder, basename(resolve(folder))).sweepFile)) {
    throw new UsageError(`${folder} holds what was kept of a run, as its checkpoints. Name another folder`)
  }
  const replaced = await whatIsThere(folder, identity)
  if (replaced === 'other' && !force) {
    const problem = `${folder} is not empty, and no earlier ${identity.format} export of run "${identity.run}"`
    throw new UsageError(`${problem}. Name another folder, or move what it holds aside with --force`)
  }
  await mkdir(dirname(resolve(folder)), { recursive: true })
  const beside = `${resolve(folder)}.partial-${freshId()}`
  await mkdir(beside)
  try {
    const filled = await fill(beside)
    await writeFileSafely(join(beside, identityFile), `${JSON.stringify(recordOf(identity), null, 2)}\n`)
    const movedTo = replaced === 'nothing' ? null : await moveAside(folder)
    await rename(beside, folder)
    if (replaced === 'same') await rm(movedTo!, { recursive: true })
    return { filled, movedTo: replaced === 'other' ? movedTo : null }
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
}

/** Says what a folder is an export of. */
const identityFile = 'sweep-export.json'

function recordOf({ format, run, createdAt }: ExportIdentity) {
  return { export: format, run, run_created_at: new Date(createdAt).toISOString() }
}

async function whatIsThere(folder: string, identity: ExportIdentity): Promise<'nothing' | 'same' | 'other'> {
  const names: readonly string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return 'nothing'
  if (!names.includes(identityFile)) return 'other'
  const found = await readFile(join(folder, identityFile), 'utf8')
  return found === `${JSON.stringify(recordOf(identity), null, 2)}\n` ? 'same' : 'other'
}

async function moveAside(folder: string): Promise<string> {
  const path = resolve(folder)
  for (let i = 1; ; i++) {
    const aside = join(dirname(path), `${basename(path)}.old${i === 1 ? '' : `-${i}`}`)
    if (existsSync(aside)) continue
    await rename(path, aside)
    return aside
  }
}
