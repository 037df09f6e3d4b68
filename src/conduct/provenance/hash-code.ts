import { createHash } from 'node:crypto'
import { isBuiltin } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile, type Plugin, stop } from 'esbuild'
import { hashFile } from '../../core/hash-file.js'
import { versionOfPackage } from './version-of-package.js'

export interface CodeHash {
  /** Over the files. */
  readonly hash: string
  /** The first 16 digits of each file's SHA-256, by its path from the module's folder with `/`. */
  readonly files: Readonly<Record<string, string>>
  /** Versions of the packages that these files import, by name. */
  readonly packages: Readonly<Record<string, string>>
  /** What could not be found out. */
  readonly notes: readonly string[]
}

/**
 * Hashes a module with every file of its own that it imports, directly or not; of packages their versions stand for them.
 * What is imported by a name that is made while it runs, or read as a file, is not seen.
 */
export async function hashCode(module: string): Promise<CodeHash> {
  const folder = dirname(module)
  const { inputs, notes } = await importsOf(module, folder)
  const paths = Object.keys(inputs).sort()
  const hashed = await Promise.all(paths.map(async (path) => [path, await hashFile(resolve(folder, path))] as const))
  return {
    hash: createHash('sha256').update(JSON.stringify(hashed)).digest('hex'),
    files: Object.fromEntries(hashed.map(([path, sha256]) => [path, sha256.slice(0, 16)])),
    packages: await packagesOf(inputs, folder),
    notes,
  }
}

type Inputs = Metafile['inputs']

async function importsOf(module: string, folder: string): Promise<{ inputs: Inputs; notes: readonly string[] }> {
  try {
    const { metafile } = await build({
      entryPoints: [module],
      absWorkingDir: folder,
      outfile: join(folder, `${basename(module)}.bundle.js`),
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'esnext',
      logLevel: 'silent',
      plugins: [readOnlyCode],
    })
    return { inputs: metafile.inputs, notes: [] }
  } catch (error) {
    const why = (error as Error).message.split('\n').find((line) => line.includes('ERROR')) ?? (error as Error).message
    return {
      inputs: { [basename(module)]: { bytes: 0, imports: [] } },
      notes: [`what it imports cannot be followed, so changes there go unseen (${why.trim()})`],
    }
  } finally {
    // Its process would stay for as long as the sweep runs.
    await stop()
  }
}

/** Only code is parsed, so that no other file is refused; Node imports URLs of files, too. */
const readOnlyCode: Plugin = {
  name: 'read only code',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^file:/ }, ({ path }) => ({ path: fileURLToPath(path) }))
    onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
      return /\.([cm]?[jt]s|[jt]sx|json)$/.test(path) ? undefined : { contents: '', loader: 'empty' }
    })
  },
}

async function packagesOf(inputs: Inputs, folder: string): Promise<Readonly<Record<string, string>>> {
  const versions: Record<string, string> = {}
  for (const [path, { imports }] of Object.entries(inputs)) {
    for (const { path: specifier, external } of imports) {
      if (!external || isBuiltin(specifier)) continue
      const name = specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1')
      versions[name] ??= await versionOfPackage(name, dirname(resolve(folder, path)))
    }
  }
  return versions
}
