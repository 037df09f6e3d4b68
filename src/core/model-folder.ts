import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { UsageError } from './errors.js'
import { hashFile, partialEnding, writeFileSafely } from './files.js'
import type { Json } from './json.js'
import { type NamedTensors, readSafetensors } from './safetensors.js'

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

/** The weights of a model by the names that TensorFlow.js gives them, as `conv0/kernel`. */
export async function readModelWeights({ folder }: Pick<ModelFolder, 'folder'>): Promise<NamedTensors> {
  return (await readSafetensors(join(folder, 'weights.safetensors'))).tensors
}

/**
 * Writes `manifest.json` over the files that lie in a model folder now, those in its folders included. Left out are what a
 * person may edit (`README.md`), hidden folders, and files that are not yet whole.
 */
export async function writeModelManifest(
  folder: string,
  { experiment, description }: Pick<ModelManifest, 'experiment' | 'description'>,
): Promise<void> {
  const files: Record<string, ModelFile> = {}
  for (const path of await pathsIn(folder)) {
    const absolute = join(folder, path)
    files[path] = { sha256: await hashFile(absolute), bytes: (await stat(absolute)).size }
  }
  const manifest = { format: modelFormat, files, experiment, description } satisfies ModelManifest
  await writeFileSafely(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== manifestName && path !== 'README.md' && !path.endsWith(partialEnding))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort()
}

/** What `manifest.json` of a model folder says: written last, so that a folder that has one was whole. */
interface ModelManifest {
  /** The version of how a model folder is written. */
  readonly format: typeof modelFormat
  /** By path in the folder, with `/`, of every file that has to be as it was written; a model card may be edited. */
  readonly files: Readonly<Record<string, ModelFile>>
  /** As the sweep file names it; null where only the model was saved, without the trial that it is of. */
  readonly experiment: string | null
  /** What the experiment says of its model, as `ClassifierDescription`; null when it says nothing. */
  readonly description: Json
}

interface ModelFile {
  /** In hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

export const modelFormat = 'sweep-model/1'

export const manifestName = 'manifest.json'

/** The error for a folder whose manifest cannot be read, with what to do: that depends on what lies there instead. */
async function foundWithoutManifest(folder: string, cause: NodeJS.ErrnoException): Promise<UsageError> {
  const has = (name: string) => existsSync(join(folder, name))
  if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') {
    return new UsageError(`${join(folder, manifestName)} cannot be read: ${cause.message}`, { cause })
  }
  if (!existsSync(folder)) return refused(`${folder} does not exist`)
  if (cause.code === 'ENOTDIR') return refused(`${folder} is no folder`)
  if (has('.retraining')) {
    return new UsageError(
      `${folder} holds a retraining that has not come to its end. The same sweep retrain command goes on with it`,
      { cause },
    )
  }
  if (has('model.json')) {
    return new UsageError(
      `${folder} holds a model without ${manifestName}, as earlier versions of sweep and other programs save one, so that ` +
        `nothing tells whether it is whole. Save it again: ${await commandFor(folder)}`,
      { cause },
    )
  }
  return refused(`${folder} holds no model`)

  function refused(problem: string): UsageError {
    return new UsageError(`${problem}. Name a folder in which sweep retrain has kept a model`, { cause })
  }
}

/** What earlier versions wrote beside a model says which trial it is of. */
async function commandFor(folder: string): Promise<string> {
  try {
    const { run, trial } = JSON.parse(await readFile(join(folder, 'sweep.json'), 'utf8'))
    if (typeof run === 'string' && Number.isInteger(trial)) {
      return `sweep retrain ${run} --trial ${trial} --output ${folder}`
    }
  } catch {
    // Another program's folder: there is no trial to name.
  }
  return `sweep retrain RUN --trial N --output ${folder}`
}
