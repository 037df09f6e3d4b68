import type { InstallSummary } from './render-install-plan.js'

/** A plan as one JSON object. */
export function renderInstallPlanJson(plan: InstallSummary): string {
  const object = {
    tensorflow: plan.tensorflow,
    build: plan.build,
    platform: plan.platform,
    node_package: plan.nodePackage,
    wheels: plan.wheels.map(({ package: name, version, file, bytes, sha256, ...source }) => ({
      package: name,
      version,
      file,
      bytes,
      sha256,
      from: source.from === 'pip' ? 'pip' : source.path,
      verified: source.from === 'pip' || source.verified,
    })),
    folder: plan.folder,
    present: plan.present,
    installed_bytes: plan.installedBytes,
    needed_bytes: plan.neededBytes,
    missing: plan.missing,
  }
  return JSON.stringify(object, null, 2)
}
