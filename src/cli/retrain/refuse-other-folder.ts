import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { manifestName } from '../../core/model-folder/model-manifest.js'
import { UsageError } from '../../core/usage-error.js'
import { unfinishedFolder } from './seed-folder.js'

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
