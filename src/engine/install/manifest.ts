import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { installationPaths } from './installation.js'

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
