import { bytesText } from '../core/texts.js'
import { jsonText } from './json.js'

/** What an installation would do. */
interface InstallSummary {
  readonly tensorflow: string
  readonly build: string
  readonly platform: string
  readonly nodePackage: string
  readonly wheels: readonly ({
    readonly package: string
    readonly version: string
    readonly file: string
    readonly bytes: number
    readonly sha256: string
  } & ({ readonly from: 'pip' } | { readonly from: 'file'; readonly path: string; readonly verified: boolean }))[]
  readonly folder: string
  readonly installedBytes: number
  readonly neededBytes: number
  /** Whether it is there already. */
  readonly present: boolean
  readonly missing: readonly { readonly what: string; readonly fix: string }[]
}

/** A plan as a person reads it: what is fetched from where, where it goes, what it takes, what is missing. */
export function renderInstallPlan(plan: InstallSummary): string {
  const fetched = plan.wheels.filter(({ from }) => from === 'pip').reduce((sum, { bytes }) => sum + bytes, 0)
  return [
    `TensorFlow ${plan.tensorflow} (${plan.build}) for ${plan.platform}, bound by @tensorflow/tfjs-node-gpu ${plan.nodePackage}`,
    '',
    fetched === 0 ? 'nothing is fetched:' : `fetched with pip, ${bytesText(fetched)}:`,
    ...plan.wheels.flatMap(wheelLines),
    '',
    `goes to     ${plan.folder}${plan.present ? ' (already installed)' : ''}`,
    `disk        about ${bytesText(plan.installedBytes)}; ${bytesText(plan.neededBytes)} while it is installed`,
    ...(plan.missing.length === 0
      ? ['missing     nothing']
      : ['missing:', ...plan.missing.flatMap(({ what, fix }) => [`- ${what}`, `    ${fix}`])]),
    '',
    'A dry run: nothing was done.',
  ].join('\n')
}

function wheelLines(wheel: InstallSummary['wheels'][number]): readonly string[] {
  const where = wheel.from === 'pip' ? '' : `, from ${wheel.path}`
  const doubt = wheel.from === 'file' && !wheel.verified ? ' (not recorded, taken as it is)' : ''
  return [
    `  ${wheel.package} ${wheel.version}, ${bytesText(wheel.bytes)}${where}`,
    `    ${wheel.file}`,
    `    sha256 ${wheel.sha256}${doubt}`,
  ]
}

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
  return jsonText(object)
}
