import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire, isBuiltin } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile, type Plugin, stop } from 'esbuild'
import { hashFile } from '../../core/files.js'
import { canonicalJson } from '../../core/json.js'
import type { Conditions, Provenance } from '../../core/run.js'
import type { Metric } from '../../core/sweep.js'
import { isTypescript, nearestTsconfig } from '../../execute/attempt/typescript.js'

interface CodeHash {
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
 * Hashes a module with every file of its own that it imports, directly or not, and what says how its TypeScript is read; of
 * packages their versions stand for them.
 * What is imported by a name that is made while it runs, or read as a file, is not seen.
 */
export async function hashCode(module: string): Promise<CodeHash> {
  const folder = dirname(module)
  const { inputs, notes } = await importsOf(module, folder)
  const configs = (await tsconfigsOf(module)).map((path) => relative(folder, path).replaceAll('\\', '/'))
  const paths = [...new Set([...Object.keys(inputs), ...configs])].sort()
  const hashed = await Promise.all(paths.map(async (path) => [path, await hashFile(resolve(folder, path))] as const))
  return {
    hash: createHash('sha256').update(JSON.stringify(hashed)).digest('hex'),
    files: Object.fromEntries(hashed.map(([path, sha256]) => [path, sha256.slice(0, 16)])),
    packages: await packagesOf(inputs, folder),
    notes,
  }
}

/** The tsconfig.json that counts for a module of TypeScript, with those that it extends and that can be found. */
async function tsconfigsOf(module: string): Promise<readonly string[]> {
  const found: string[] = []
  const nearest = isTypescript(module) ? nearestTsconfig(module) : undefined
  for (const waiting = nearest === undefined ? [] : [nearest]; waiting.length > 0; ) {
    const path = waiting.shift()!
    if (found.includes(path)) continue
    found.push(path)
    waiting.push(...(await extendedBy(path)))
  }
  return found
}

/** A tsconfig.json may have comments and commas that JSON has not: of it only this key is read. */
async function extendedBy(path: string): Promise<readonly string[]> {
  const [, one, many] = /"extends"\s*:\s*(?:"([^"]+)"|\[([^\]]*)\])/.exec(await readFile(path, 'utf8')) ?? []
  const names = one !== undefined ? [one] : [...(many ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name!)
  const { resolve: find } = createRequire(path)
  return names.flatMap((name) => {
    for (const candidate of [name, `${name}.json`, `${name}/tsconfig.json`]) {
      try {
        return [find(candidate)]
      } catch {
        // It may be called otherwise, or not be there; then reading the module says so.
      }
    }
    return []
  })
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

/** A file or a folder that a sweep names. */
export interface DataPath {
  readonly written: string
  readonly absolute: string
}

/**
 * The SHA-256 of each file's content and, of a folder, of its files' names and contents, by the paths as written. A path
 * where nothing is any more has the hash `missing`.
 */
export async function hashData(paths: readonly DataPath[]): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {}
  for (const { written, absolute } of paths) {
    if (!Object.hasOwn(hashes, written)) hashes[written] = await hashPath(absolute)
  }
  return hashes
}

async function hashPath(path: string): Promise<string> {
  try {
    const files = await hashFiles(path)
    if (files[0]?.[0] === '') return files[0][1]
    return createHash('sha256').update(JSON.stringify(files)).digest('hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    throw error
  }
}

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

/**
 * A hash of all that can change a number beside the parameters and the seed of a trial. The metric is one of them: it
 * says which of a trial's numbers is its value and which step its best, and an experiment may stop or go back by it.
 */
export function identityOf({ name, goal }: Metric, conditions: Conditions, provenance: Provenance): string {
  const { engine, engineVersion, device, threads } = conditions
  const versions = Object.fromEntries(Object.entries(provenance.versions).filter(([name]) => versionCounts(name)))
  const { code, data } = provenance
  const text = canonicalJson({ metric: { name, goal }, code, data, versions, engine, engineVersion, device, threads })
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Whether another version of this can change numbers. Node's cannot; what of sweep computes is hashed as code or kernels,
 * and an experiment that imports it, by the name of its package, takes types and a wrapper.
 */
export function versionCounts(name: string): boolean {
  return name !== 'node' && name !== 'sweep' && name !== 'tfjs-sweep'
}

/** The version of a package as Node finds it from a folder; `unknown` when it lies in no `node_modules` above. */
async function versionOfPackage(name: string, folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { version } = JSON.parse(await readFile(join(at, 'node_modules', name, 'package.json'), 'utf8'))
      return String(version)
    } catch {
      if (dirname(at) === at) return 'unknown'
    }
  }
}
