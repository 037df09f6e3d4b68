import { rm } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Clock } from '../../core/clock.js'
import { writeFileSafely } from '../../core/files.js'
import type { InstallPlan } from './install-plan.js'
import { installationPaths, nodeApi } from './installation.js'
import type { Manifest } from './manifest.js'
import type { UnpackedFile } from './unpack-wheel.js'

/** Declares what was made whole: removes what was needed on the way only and writes the manifest. */
export async function writeManifest(
  plan: InstallPlan,
  staging: string,
  files: readonly UnpackedFile[],
  nodeGyp: string,
  clock: Clock,
): Promise<void> {
  const { manifest, downloads, sources } = installationPaths(staging)
  await rm(downloads, { recursive: true, force: true })
  const kept = files.filter(({ path }) => !path.startsWith(sources))
  const content: Manifest = {
    format: 1,
    tensorflow: plan.tensorflow,
    build: plan.build,
    platform: plan.platform,
    node_api: nodeApi,
    node_package: plan.nodePackage,
    wheels: plan.wheels.map((wheel) => ({
      package: wheel.package,
      version: wheel.version,
      file: wheel.file,
      bytes: wheel.bytes,
      sha256: wheel.sha256,
      verified: wheel.from === 'pip' || wheel.verified,
    })),
    built_with: { node: process.versions.node, node_gyp: nodeGyp },
    installed_at: new Date(clock.now()).toISOString(),
    files: kept.map(({ path, bytes }) => ({ path: relative(staging, path), bytes })),
  }
  await writeFileSafely(manifest, `${JSON.stringify(content, null, 2)}\n`)
}
