import { prepareExperiment } from '../execute/inspect-experiment.js'
import { givenPoints, parameterValues } from '../plan/preparation.js'
import type { CheckedSweep } from './check-sweep.js'
import { sampledPoints } from './sampled-points.js'
import type { StartingPoints } from './starts/find-starting-points.js'

/**
 * Lets the experiment of a sweep check and cache its data, or refuse the sweep, before the first trial. Throws
 * ExperimentError.
 */
export async function prepareSweep(
  { file, specs, experiment, prepares }: CheckedSweep,
  { points: starts }: StartingPoints,
): Promise<void> {
  // A thread of its own is not worth starting for nothing.
  if (!prepares) return
  const preparation = {
    values: parameterValues(file, specs, starts),
    metric: file.sweep.metric,
    points: givenPoints(file, specs, starts, sampledPoints),
  }
  await prepareExperiment(experiment, preparation, (line) => console.error(line))
}
