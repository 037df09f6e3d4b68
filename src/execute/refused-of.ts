import type { Metric } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import { completeParams } from './complete-params.js'
import type { LoadedExperiment } from './load-experiment.js'
import { issuePath } from './parse-params.js'

/** One thing that an experiment does not accept of a point. */
export interface PointIssue {
  /** Place of the point among those asked for. */
  readonly point: number
  /** Where in its parameters; empty for several together. */
  readonly path: readonly string[]
  readonly message: string
}

/** Checks points, in their order, up to the first that the experiment's schema or its own check refuses. */
export async function refusedOf(
  { schema, check, parameters }: LoadedExperiment,
  points: readonly Params[],
  metric: Metric,
): Promise<PointIssue | undefined> {
  for (const [point, params] of points.entries()) {
    const issues = (await schema?.['~standard'].validate(params))?.issues
    if (issues?.[0]) return { point, path: issuePath(issues[0]), message: issues[0].message }
    try {
      check?.(completeParams(params, parameters, '/'), metric)
    } catch (error) {
      return { point, path: [], message: error instanceof Error ? error.message : String(error) }
    }
  }
  return undefined
}
