import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../../core/errors.js'
import { writeFileSafely } from '../../core/files.js'
import { outerValues } from '../../core/parameter.js'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run.js'
import { ownKernels, packageVersions, sweepVersion } from '../../engine/packages.js'
import type { AvailableEngine } from '../../engine/status.js'
import type { CheckedSweep } from '../checked-sweep.js'
import type { StartingPoints } from '../starting-points.js'
import { type Difference, differencesOf, type Origins } from './differences.js'
import { type EngineParts, type GatheredProvenance, gatherProvenance } from './gathering.js'

/** Begins to find out where the numbers of a sweep will come from, while its engine is still being chosen. */
export function gatherForSweep(
  { file, experiment, specs }: CheckedSweep,
  { data }: StartingPoints,
  engine: Promise<AvailableEngine>,
): Promise<GatheredProvenance> {
  const folder = dirname(resolve(file.file))
  const gathering = gatherProvenance({
    experiment,
    // A built-in experiment lies where sweep is installed; what the user keeps is the sweep file.
    folder: /^\.{0,2}[\\/]/.test(file.sweep.experiment) ? dirname(fileURLToPath(experiment)) : folder,
    data: [...dataPaths(file, specs).map((written) => ({ written, absolute: resolve(folder, written) })), ...data],
    engine: engine.then(partsOf),
  })
  // Whoever waits for it is told; nobody waits when the sweep is refused for another reason.
  gathering.catch(() => {})
  return gathering
}

function partsOf({ name }: AvailableEngine): EngineParts {
  return { kernels: ownKernels(name), versions: { sweep: sweepVersion(), ...packageVersions(name) } }
}

/** The values, as written, of the parameters that are paths. */
function dataPaths({ sweep }: CheckedSweep['file'], specs: CheckedSweep['specs']): readonly string[] {
  return Object.entries(specs ?? {}).flatMap(([name, spec]) => {
    if (spec.type !== 'path') return []
    const parameter = sweep.parameters.find((each) => each.name === name)
    const values = parameter ? outerValues(parameter) : [spec.default]
    return values.filter((value) => typeof value === 'string')
  })
}

/**
 * Says what is otherwise than when a run began. Returns what can change numbers; throws UsageError for that, unless it
 * is allowed.
 */
export function allowDifferences(
  run: Run,
  now: Origins,
  allowed: boolean,
  note: (line: string) => void,
): readonly string[] {
  const differences = differencesOf(run, now)
  const counting = differences.filter(({ counts }) => counts).map(({ text }) => text)
  if (counting.length > 0 && !allowed) {
    throw new UsageError(
      `run "${run.name}" began otherwise, and its trials would not be comparable:\n${lines(differences)}\n` +
        `Restore that, start a new run, or mix them knowingly: sweep resume ${run.name} --allow-change`,
    )
  }
  sayDifferences(run, differences, note)
  return counting
}

function lines(differences: readonly Difference[]): string {
  return differences.map(({ text, counts }) => `  ${text}${counts ? '' : ' (changes no number)'}`).join('\n')
}

/** Warns of what is otherwise than when a run began, a line each. */
export function sayDifferences(
  { name, provenance }: Run,
  differences: readonly Difference[],
  note: (line: string) => void,
): void {
  if (provenance === null) {
    note(`Run "${name}" is of an older version: where its numbers came from is not known.`)
  }
  for (const { text, counts } of differences) {
    note(`Warning: not as when run "${name}" began: ${text}${counts ? '; readings may differ' : ''}.`)
  }
}

/** Keeps, in the run's folder, how the experiment's repository differs from its commit. */
export async function writeCodeDiff(
  runsFolder: string,
  run: string,
  { provenance, diff }: GatheredProvenance,
): Promise<void> {
  if (diff === null) return
  const { folder, codeDiff } = runPaths(runsFolder, run)
  await mkdir(folder, { recursive: true })
  await writeFileSafely(codeDiff(provenance.changes?.length ?? 0), diff)
}
