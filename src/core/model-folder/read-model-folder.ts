import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile } from '../hash-file.js'
import { UsageError } from '../usage-error.js'
import { foundWithoutManifest } from './found-without-manifest.js'
import { type ModelManifest, manifestName, modelFormat } from './model-manifest.js'

/** A model folder whose files are all as they were written. */
export interface ModelFolder extends ModelManifest {
  readonly folder: string
}

/**
 * Reads the manifest of a folder that `sweep retrain` has written, and every file that it names, to see that they are
 * whole. Throws UsageError for a folder of another kind or of another version, and for a file that is missing or damaged.
 */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const manifest = await readManifest(folder)
  for (const name of ['model.json', 'weights.bin', 'weights.safetensors']) {
    if (!Object.hasOwn(manifest.files, name)) throw damaged(folder, `its ${manifestName} does not name ${name}`)
  }
  for (const [path, { sha256, bytes }] of Object.entries(manifest.files)) {
    const absolute = join(folder, path)
    const found = await stat(absolute).catch(() => undefined)
    if (!found?.isFile()) throw damaged(folder, `${path} is missing`)
    if (found.size !== bytes) throw damaged(folder, `${path} has ${found.size} bytes, not ${bytes}`)
    if ((await hashFile(absolute)) !== sha256) throw damaged(folder, `${path} is not as it was written`)
  }
  return { ...manifest, folder }
}

async function readManifest(folder: string): Promise<ModelManifest> {
  let text: string
  try {
    text = await readFile(join(folder, manifestName), 'utf8')
  } catch (cause) {
    throw await foundWithoutManifest(folder, cause as NodeJS.ErrnoException)
  }
  let found: Partial<ModelManifest> | null
  try {
    found = JSON.parse(text)
  } catch (cause) {
    throw damaged(folder, `its ${manifestName} is no JSON`, cause)
  }
  const { format, files, experiment = null, description = null } = Object(found) as Partial<ModelManifest>
  if (format !== modelFormat) throw otherFormat(folder, format)
  if (!isFiles(files)) throw damaged(folder, `its ${manifestName} lists no files`)
  return { format, files, experiment, description }
}

function isFiles(files: unknown): files is ModelManifest['files'] {
  if (files === null || typeof files !== 'object') return false
  return Object.entries(files).every(
    ([path, file]) =>
      !path.split('/').includes('..') && typeof file?.sha256 === 'string' && Number.isInteger(file?.bytes),
  )
}

function otherFormat(folder: string, format: unknown): UsageError {
  return new UsageError(
    `${folder} is a model folder of the format ${JSON.stringify(format) ?? 'undefined'}, but this version of sweep reads ` +
      `"${modelFormat}". Read it with the version that wrote it, or save the model again: sweep retrain`,
  )
}

function damaged(folder: string, problem: string, cause?: unknown): UsageError {
  const advice = 'Copy the folder again from where it was whole, or save the model again: sweep retrain'
  return new UsageError(`${folder} holds a model that is damaged: ${problem}. ${advice}`, { cause })
}
