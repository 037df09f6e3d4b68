import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { hashFile } from '../hash-file.js'
import { partialEnding } from '../write-beside.js'
import { writeFileSafely } from '../write-file-safely.js'
import { type ModelFile, type ModelManifest, manifestName, modelFormat } from './model-manifest.js'

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
