import type { Metric } from '../../core/sweep.js'
import type { RunShape } from './run-shape.js'

/** What the values of a trial are called in TensorBoard and MLflow, which both group names by what stands before `/`. */
export const tags = {
  reading: (metric: string): string => metric,
  /** Of a metric that the experiment returned. */
  result: (metric: string): string => `result/${metric}`,
  /** Of the value that the trial is ranked by. */
  best: ({ name }: Metric): string => `best/${name}`,
  /** The value that trials are ranked by first. */
  all: ({ metrics, results }: Pick<RunShape, 'metrics' | 'results'>, metric: Metric): readonly string[] => [
    tags.best(metric),
    ...metrics.map(tags.reading),
    ...results.map(tags.result),
  ],
}
