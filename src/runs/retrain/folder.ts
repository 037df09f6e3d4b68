import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { freshId } from '../../core/clock.js'
import { UsageError } from '../../core/errors.js'
import { writeFileSafely } from '../../core/files.js'
import { type ModelFolder, manifestName, readModelFolder } from '../../core/model-folder.js'
import { type Holder, isGone, thisHolder } from '../../core/run.js'

/**
 * Holds the folder of a model, so that no two retrainings write the same checkpoints: gives what lets it go. A process that
 * is gone holds nothing. Throws UsageError that names the one that holds it.
 */
export async function holdFolder(output: string): Promise<() => Promise<void>> {
  const folder = unfinishedFolder(output)
  await mkdir(folder, { recursive: true })
  const own = join(folder, `holder-${freshId()}.json`)
  // Each says first that it is there and looks for others then: of two at once, one at least sees the other.
  await writeFileSafely(own, JSON.stringify(thisHolder()))
  const letGo = () => rm(own, { force: true })
  try {
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      if (!/^holder-.*\.json$/.test(name) || path === own) continue
      const holder = await holderIn(path)
      if (holder === undefined) continue
      if (!isGone(holder)) throw held(holder, path, output)
      await rm(path, { force: true })
    }
    return letGo
  } catch (error) {
    await letGo()
    throw error
  }
}

/** Undefined where it has been let go by now. */
async function holderIn(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function held({ pid, host }: Holder, path: string, output: string): UsageError {
  return new UsageError(
    `process ${pid} on ${host} is retraining into ${output}. Wait for it, or name another folder with --output; ` +
      `if that process is gone, remove ${path}`,
  )
}

/**
 * Moves the model of a seed and its artifacts to where the model goes; an earlier one stays until then, and while files are
 * new and old no manifest says that they belong together. Undefined where the experiment has kept no model.
 */
export async function keepModel(output: string, key: string): Promise<ModelFolder | undefined> {
  const from = seedFolder(output, key)
  if (!existsSync(join(from.model, manifestName))) return undefined
  const saved = await readModelFolder(from.model)
  await mkdir(output, { recursive: true })
  await rm(join(output, manifestName), { force: true })
  for (const name of Object.keys(saved.files)) await rename(join(from.model, name), join(output, name))
  await rm(join(output, 'artifacts'), { recursive: true, force: true })
  if (existsSync(from.artifacts)) await rename(from.artifacts, join(output, 'artifacts'))
  return { ...saved, folder: output }
}

/**
 * Throws UsageError for a folder that holds anything but a model of a retraining, or one that is under way: what lies
 * there under the names of a model's files would be lost.
 */
export async function refuseOtherFolder(output: string): Promise<void> {
  const names: readonly string[] = await readdir(output).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') throw new UsageError(`--output ${output}: it is no folder. Name another one`)
    throw error
  })
  if (names.length === 0 || names.includes(basename(unfinishedFolder(output)))) return
  const [manifest, sweep] = [await recordIn(output, manifestName), await recordIn(output, 'sweep.json')]
  if (String(manifest.format).startsWith('sweep-model/')) return
  // Earlier versions have written no manifest.
  if (names.includes('model.json') && typeof sweep.run === 'string' && Number.isInteger(sweep.trial)) return
  throw new UsageError(
    `--output ${output}: it is not empty, and holds no model that sweep retrain has kept. Name a new folder, as ` +
      join(output, 'model'),
  )
}

/** What a file of JSON holds; nothing where it is not there or is none. */
async function recordIn(folder: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return Object(JSON.parse(await readFile(join(folder, name), 'utf8')))
  } catch {
    return {}
  }
}

/** Where everything of retrainings that have not come to their end lies, in the folder of the model. */
export function unfinishedFolder(output: string): string {
  return join(output, '.retraining')
}

/** Of one seed, by key: an interrupted retraining goes on, a finished one starts anew. */
export function seedFolder(output: string, key: string) {
  const folder = join(unfinishedFolder(output), key)
  return {
    checkpoints: join(folder, 'checkpoints'),
    artifacts: join(folder, 'artifacts'),
    model: join(folder, 'model'),
  }
}
