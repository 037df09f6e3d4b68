import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ParameterSpecs } from '../core/parameter.js'
import { didYouMean } from '../core/texts.js'
import type { Interface } from '../execute/inspection.js'
import { type InspectedExperiment, inspectExperiment } from '../execute/inspection.js'
import { checkMetric, checkParameters } from '../plan/experiment-check.js'
import { loadSweep, type SweepObject, sweepFromObject } from '../plan/loading.js'
import { applyOverrides, rebasePaths } from '../plan/overrides.js'
import { idleParameters, refusedPoint } from '../plan/point-check.js'
import { planErrorAt, type SweepFile } from '../plan/sweep-file.js'
import { samplePoints } from '../plan/trials.js'
import type { Environment } from './environment.js'

/** A sweep whose experiment exists, loads, and reads every parameter that it is given. */
export interface CheckedSweep {
  readonly file: SweepFile
  /** URL of the experiment's module. */
  readonly experiment: string
  readonly specs: ParameterSpecs | undefined
  readonly continues: Interface['continues']
  /** The parameters that decide its learning rates, when it says what they are. */
  readonly rateParameters: readonly string[] | undefined
  /** It wants to see the values of all parameters before the first trial. */
  readonly prepares: boolean
}

/** A sweep as somebody asks for it. */
export interface SweepSource {
  /** The path of its file, or what stands in one. */
  readonly sweep: string | SweepObject
  /** `key=value`: other values for a parameter, as `lr=0.1` or `optimizer=adam,nesterov`. */
  readonly overrides?: readonly string[]
}

/** Checks a sweep as far as that can be done without training; paths in an object start from `cwd`. Throws a SweepError. */
export async function checkSource(
  { sweep, overrides = [] }: SweepSource,
  surroundings: CheckSurroundings,
): Promise<CheckedSweep> {
  if (typeof sweep === 'string') return checkSweep(sweep, overrides, surroundings)
  return checkSweepFile(sweepFromObject(sweep, surroundings.cwd), overrides, surroundings)
}

/**
 * Reads a sweep file and checks everything that can be checked without training; paths among the overrides start from
 * `cwd`. What has no meaning in the file is named on stderr. Throws a SweepError.
 */
export async function checkSweep(
  path: string,
  overrides: readonly string[],
  surroundings: CheckSurroundings,
): Promise<CheckedSweep> {
  const written = await loadSweep(path)
  for (const warning of written.warnings) surroundings.observer.note(warning)
  return checkSweepFile(written, overrides, surroundings)
}

/** What of an environment checking heeds: paths among the overrides start from `cwd`. */
export type CheckSurroundings = Pick<Environment, 'cwd' | 'experiments' | 'observer'>

export interface CheckOptions {
  /** Whether its trials have to report the metric: where not, the experiment is not asked about points either. */
  readonly scored?: boolean
}

/** The same for a sweep that has been read already. */
export async function checkSweepFile(
  written: SweepFile,
  overrides: readonly string[],
  { cwd, experiments, observer }: CheckSurroundings,
  { scored = true }: CheckOptions = {},
): Promise<CheckedSweep> {
  const experiment = resolveExperiment(written, experiments)
  return inspectExperiment(experiment, observer.note, async (inspected) => {
    const { parameters: specs, metrics, continues, prepares, checksPoints, rateParameters } = inspected.said
    const file = rebasePaths(applyOverrides(written, overrides, specs), specs, cwd)
    checkParameters(file, specs, file.sweep.experiment)
    for (const line of idleParameters(file, specs, sampledPoints)) observer.note(line)
    if (scored) checkMetric(file, metrics)
    if (scored && checksPoints) await checkPointsOf(file, inspected)
    return { file, experiment, specs, continues, prepares, rateParameters }
  })
}

/** Throws PlanError for the first point that the experiment refuses. */
async function checkPointsOf(file: SweepFile, experiment: InspectedExperiment): Promise<void> {
  const points = [...samplePoints(file.sweep, sampledPoints)]
  const refused = await experiment.checkPoints({ points, metric: file.sweep.metric })
  if (refused) throw refusedPoint(file, points[refused.point]!, refused)
}

/** The URL of the module of a sweep's experiment, built in or the user's own. Throws PlanError when there is none. */
function resolveExperiment(file: SweepFile, experiments: Environment['experiments']): string {
  const { experiment } = file.sweep
  const builtin = Object.hasOwn(experiments, experiment) ? experiments[experiment] : undefined
  if (builtin) return builtin.href

  if (!/^\.{0,2}[\\/]/.test(experiment)) {
    const names = Object.keys(experiments)
    throw planErrorAt(
      file,
      'experiment',
      `there is no built-in experiment "${experiment}"`,
      `${didYouMean(experiment, names)}Built in: ${names.join(', ')}. Your own: its path, as ./my-experiment.ts`,
    )
  }
  const path = resolve(dirname(file.file), experiment)
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw planErrorAt(file, 'experiment', `there is no file ${path}`, 'The path is relative to the sweep file')
  }
  return pathToFileURL(path).href
}

/** How many points an experiment is asked of beside one for each value; more would take longer than a start should. */
export const sampledPoints = 2000
