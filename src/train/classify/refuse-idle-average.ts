import { UsageError } from '../../core/usage-error.js'
import type { ParamReader } from './settings/param-reader.js'

/**
 * Throws UsageError where asgd is to average weights, but a training of so many epochs and steps in each is over before
 * its average is any other than the weights themselves.
 */
export function refuseIdleAverage(read: ParamReader, stepsPerEpoch: number): void {
  if (read.value('optimizer') !== 'asgd' || !read.boolean('asgd_average')) return
  const [t0, epochs] = [read.number('asgd_t0'), read.number('epochs')]
  const steps = epochs * stepsPerEpoch
  // As in PyTorch, the steps t0 + 1 and t0 + 2 still take the weights as they are.
  const alike = t0 + 2
  if (steps > alike) return
  const latest = Math.min(Math.floor(steps / 2), steps - 3)
  const instead = latest >= 0 ? `asgd_t0: ${latest}, or asgd_average: false` : 'asgd_average: false'
  throw new UsageError(
    `asgd_t0: ${t0} averages nothing: until step ${alike} the average is the weights themselves, and this training has ` +
      `only ${steps} steps (${stepsPerEpoch} an epoch); write ${instead}`,
  )
}
