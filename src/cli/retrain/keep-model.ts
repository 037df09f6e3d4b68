import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestName } from '../../core/model-folder/model-manifest.js'
import { type ModelFolder, readModelFolder } from '../../core/model-folder/read-model-folder.js'
import { seedFolder } from './seed-folder.js'

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
