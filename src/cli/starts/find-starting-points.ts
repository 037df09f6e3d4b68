import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { DataPath } from '../../conduct/provenance/hash-data.js'
import { canonicalJson } from '../../core/canonical-json.js'
import { databasePath } from '../../core/run-paths.js'
import type { StartingPoint } from '../../core/starting-point.js'
import type { SweepFile } from '../../plan/sweep-file.js'
import { type TrialValue, trialReference, trialValues } from '../../plan/trial-reference.js'
import type { CheckedSweep } from '../check-sweep.js'
import { lookAtRuns } from '../open-runs.js'
import { findBestCheckpoint } from './find-best-checkpoint.js'

/** What the trials of a sweep start from. */
export interface StartingPoints {
  /** By the canonical JSON of the value that names a trial of another run. */
  readonly points: Readonly<Record<string, StartingPoint>>
  /** The files that numbers depend on. */
  readonly data: readonly DataPath[]
}

/**
 * Finds what the parameters of the type `trial` name, in the file's folder and among the runs of a folder. Throws PlanError,
 * or UsageError for a value of the command line, for the first that cannot be started from.
 */
export async function findStartingPoints({ file, specs }: CheckedSweep, runsFolder: string): Promise<StartingPoints> {
  const values = trialValues(file, specs)
  const trials = values.filter(({ value }) => typeof value !== 'string')
  const points = trials.length === 0 ? {} : await pointsOf(trials, runsFolder)
  const models = values.filter(({ value }) => typeof value === 'string')
  return { points, data: [...models.flatMap(({ value }) => modelData(file, String(value))), ...checkpointData(points)] }
}

async function pointsOf(values: readonly TrialValue[], runsFolder: string): Promise<StartingPoints['points']> {
  if (!existsSync(databasePath(runsFolder))) {
    const hint = 'Train what this starts from first, or name another --runs-dir'
    throw values[0]!.refuse(`there are no runs in ${runsFolder}`, hint)
  }
  return lookAtRuns(runsFolder, async (store, runs) => {
    const points: Record<string, StartingPoint> = {}
    for (const { value, refuse } of values) {
      const found = await findBestCheckpoint({ store, runs, runsFolder }, trialReference(value)!, refuse)
      points[canonicalJson(value)] = found
    }
    return points
  })
}

function modelData({ file }: SweepFile, written: string): readonly DataPath[] {
  const folder = resolve(dirname(file), written)
  return ['model.json', 'weights.bin'].map((name) => ({
    written: `${written.replace(/\/+$/, '')}/${name}`,
    absolute: join(folder, name),
  }))
}

function checkpointData(points: StartingPoints['points']): readonly DataPath[] {
  return Object.entries(points).flatMap(([key, point]) => {
    const { run, trial } = trialReference(JSON.parse(key))!
    return point.kind === 'checkpoints' ? [{ written: `trial ${trial} of run ${run}`, absolute: point.file }] : []
  })
}
