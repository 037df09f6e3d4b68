import { join } from 'node:path'
import type { Build } from './build.js'

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
