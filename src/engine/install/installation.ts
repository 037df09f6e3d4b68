import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Node-API 8 is the newest that the package is written for, and every Node that we run on has it. */
export const nodeApi = 8

/** The one place that knows where things lie in an installed engine, or in one that is being installed. */
export function installationPaths(folder: string) {
  const tensorflow = join(folder, 'wheels', 'tensorflow')
  return {
    folder,
    /** Says what was installed and from what; written last. */
    manifest: join(folder, 'manifest.json'),
    binding: join(folder, 'binding', 'tfjs_binding.node'),
    wheels: join(folder, 'wheels'),
    tensorflow,
    libraries: join(tensorflow, 'lib'),
    /** Needed while it is installed only, as are the next two. */
    downloads: join(folder, 'downloads'),
    temporary: join(folder, 'tmp'),
    sources: join(folder, 'build'),
  }
}

/** What names an installation: another version of anything in it is another installation. */
export interface InstallationName {
  readonly tensorflow: string
  readonly build: Build
  /** Version of @tensorflow/tfjs-node-gpu. */
  readonly nodePackage: string
  readonly platform: string
}

/** The folder of an installation in a cache folder. */
export function installationFolder(cache: string, { tensorflow, build, nodePackage, platform }: InstallationName) {
  return join(cache, `tensorflow-${tensorflow}-${build}-tfjs-${nodePackage}-napi${nodeApi}-${platform}`)
}

/** Which libtensorflow: one for CPUs only, or one that computes on NVIDIA GPUs too, with the CUDA libraries it needs. */
export const builds = ['gpu', 'cpu'] as const

export type Build = (typeof builds)[number]

/** What an installed engine was made of. Written last, so an installation that has one is whole. */
export interface Manifest {
  readonly format: 1
  readonly tensorflow: string
  readonly build: string
  readonly platform: string
  readonly node_api: number
  /** Version of @tensorflow/tfjs-node-gpu whose binding this is. */
  readonly node_package: string
  readonly wheels: readonly {
    readonly package: string
    readonly version: string
    readonly file: string
    readonly bytes: number
    readonly sha256: string
    /** Whether the hash is one that was recorded for the file; a wheel of the user's own may not be. */
    readonly verified: boolean
  }[]
  readonly built_with: { readonly node: string; readonly node_gyp: string }
  /** ISO 8601. */
  readonly installed_at: string
  /** Every file, relative to the folder. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
}

/** The manifest of an installation; undefined when the folder holds none that is whole, files and all. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(installationPaths(folder).manifest, 'utf8')) as Manifest
    const whole =
      manifest.format === 1 && manifest.files.every(({ path, bytes }) => statSync(join(folder, path)).size === bytes)
    return whole ? manifest : undefined
  } catch {
    return undefined
  }
}

/**
 * Where in an installation a file of a wheel goes; undefined for the many that are not needed.
 *
 * TensorFlow's libraries lie beside NVIDIA's packages, one level like them: `wheels/tensorflow/lib`,
 * `wheels/cublas/lib`. That is the neighbourhood in which NVIDIA's libraries look for one another.
 */
export function takenFromWheel(entry: string, folder: string): string | undefined {
  const { wheels, tensorflow, libraries, sources } = installationPaths(folder)
  for (const [pattern, place] of rules(wheels, tensorflow, libraries, sources)) {
    const match = pattern.exec(entry)
    if (match !== null) return place(match)
  }
  return undefined
}

type Rule = readonly [RegExp, (match: RegExpExecArray) => string]

function rules(wheels: string, tensorflow: string, libraries: string, sources: string): readonly Rule[] {
  return [
    [/^tensorflow\/(libtensorflow_(?:cc|framework)\.(?:so\.2|2\.dylib))$/, ([, name]) => join(libraries, name!)],
    // Libraries that come with the wheels for ARM.
    [/^tensorflow\.libs\/([^/]+)$/, ([, name]) => join(libraries, name!)],
    // What compiles GPU kernels looks here for the device library.
    [/^tensorflow\/cuda\/(nvvm\/libdevice\/[^/]+)$/, ([, path]) => join(libraries, 'cuda', path!)],
    [
      /^tensorflow\/include\/((?:tensorflow\/c\/|xla\/tsl\/c\/|tsl\/c\/|(?:tensorflow\/core|tsl|xla\/tsl)\/platform\/ctstring).*\.h)$/,
      ([, path]) => join(sources, 'include', path!),
    ],
    [/^tensorflow\/(THIRD_PARTY_NOTICES\.txt)$/, ([, name]) => join(tensorflow, name!)],
    [/^tensorflow\/include\/(LICENSE)$/, ([, name]) => join(tensorflow, name!)],
    [/^nvidia\/([^/]+\/(?:lib|bin|nvvm)\/.+[^/])$/, ([, path]) => join(wheels, path!)],
    [
      /^(nvidia_[^/]+?)_cu12-[^/]+\.dist-info\/(?:licenses\/)?(licen[cs]e[^/]*)$/i,
      ([, name, file]) => join(wheels, 'licences', name!, file!),
    ],
  ]
}

/** The name of this machine's platform in our table, such as `linux-x64` or `macos-arm64`; musl has one of its own. */
export function thisPlatform(): string {
  switch (process.platform) {
    case 'linux':
      return `linux-${process.arch}${glibcVersion() === undefined ? '-musl' : ''}`
    case 'darwin':
      return `macos-${process.arch}`
    case 'win32':
      return `windows-${process.arch}`
    default:
      return `${process.platform}-${process.arch}`
  }
}

/** Version of the GNU C library that this process runs on, such as `2.36`; undefined where there is none. */
export function glibcVersion(): string | undefined {
  // A report looks at the whole process, so one is enough.
  header ??= (process.report.getReport() as { header: ReportHeader }).header
  return header.glibcVersionRuntime
}

interface ReportHeader {
  readonly glibcVersionRuntime?: string
}

let header: ReportHeader | undefined

/** Where engines are installed: a folder of the user's cache, which no `npm ci` empties. `SWEEP_CACHE_DIR` names another. */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.SWEEP_CACHE_DIR) return resolve(env.SWEEP_CACHE_DIR)
  return join(cacheOfUser(env, platform, home), 'tfjs-sweep')
}

function cacheOfUser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env.XDG_CACHE_HOME) return resolve(env.XDG_CACHE_HOME)
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  return join(home, '.cache')
}
