import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { hashFile } from '../../core/hash-file.js'

/** The SHA-256 of a file, under the name '', or of every file in a folder, by its path in it with `/`, sorted. */
export async function hashFiles(path: string): Promise<readonly (readonly [name: string, sha256: string])[]> {
  if (!(await stat(path)).isDirectory()) return [['', await hashFile(path)]]
  const names: string[] = []
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() || (entry.isSymbolicLink() && (await stat(file)).isFile())) names.push(relative(path, file))
  }
  const hashed: [string, string][] = []
  for (const name of names.sort()) hashed.push([name.replaceAll('\\', '/'), await hashFile(join(path, name))])
  return hashed
}
