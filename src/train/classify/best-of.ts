import type { Metric } from '../../core/sweep.js'
import type { Tf } from '../../engine/tf.js'
import { disposeTensors } from '../tensors/dispose-tensors.js'
import { mapTensors } from '../tensors/map-tensors.js'
import type { Best } from './progress.js'

/**
 * The better of the best epoch so far and a new one, the earlier where they are equal; the new one where epochs do not
 * report the metric. Clones the weights that it keeps and disposes those that it drops.
 */
export function bestOf(tf: Tf, metric: Metric, before: Best | undefined, next: Best): Best {
  if (before && !isBetter(metric, next, before)) return before
  disposeTensors(before?.weights ?? {})
  return { ...next, weights: mapTensors(next.weights, (weight) => tf.clone(weight)) }
}

function isBetter({ name, goal }: Metric, next: Best, before: Best): boolean {
  const [value, best] = [next.metrics[name], before.metrics[name]]
  if (value === undefined || best === undefined) return true
  return goal === 'maximize' ? value > best : value < best
}
