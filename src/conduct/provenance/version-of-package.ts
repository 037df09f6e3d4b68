import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The version of a package as Node finds it from a folder; `unknown` when it lies in no `node_modules` above. */
export async function versionOfPackage(name: string, folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { version } = JSON.parse(await readFile(join(at, 'node_modules', name, 'package.json'), 'utf8'))
      return String(version)
    } catch {
      if (dirname(at) === at) return 'unknown'
    }
  }
}
