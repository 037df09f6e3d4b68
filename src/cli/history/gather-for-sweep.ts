import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type EngineParts,
  type GatheredProvenance,
  gatherProvenance,
} from '../../conduct/provenance/gather-provenance.js'
import { outerValues } from '../../core/parameter.js'
import type { AvailableEngine } from '../../engine/engine-status.js'
import { ownKernels } from '../../engine/own-kernels.js'
import { packageVersions } from '../../engine/package-versions.js'
import type { CheckedSweep } from '../check-sweep.js'
import type { StartingPoints } from '../starts/find-starting-points.js'
import { sweepVersion } from '../sweep-version.js'

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
