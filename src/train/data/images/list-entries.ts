import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What stands in a folder, by name, in order of code units; links are followed, names that start with a dot left out. */
export interface Entries {
  readonly folders: readonly string[]
  readonly images: readonly string[]
  /** Neither PNG nor JPEG by their names. */
  readonly others: readonly string[]
}

export async function listEntries(folder: string): Promise<Entries> {
  const found = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
  const folders: string[] = []
  const files: string[] = []
  for (const entry of found) {
    const isFolder = entry.isSymbolicLink() ? (await stat(join(folder, entry.name))).isDirectory() : entry.isDirectory()
    ;(isFolder ? folders : files).push(entry.name)
  }
  const isImage = (name: string) => /\.(png|jpe?g)$/i.test(name)
  return {
    folders: folders.sort(),
    images: files.filter(isImage).sort(),
    others: files.filter((name) => !isImage(name)).sort(),
  }
}
