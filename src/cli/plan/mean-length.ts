import type { ParameterSpecs } from '../../core/parameter-spec.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { trialsOf } from '../../plan/trials.js'

/**
 * How long the trials of a sweep are on the average by the parameter that lengthens them, as 12.5 epochs; looked up in the
 * first thousand. Undefined when it is not a number.
 */
export function meanLength(sweep: Sweep, parameter: string, specs: ParameterSpecs | undefined): number | undefined {
  let [sum, count] = [0, 0]
  for (const { params } of trialsOf(sweep)) {
    const length = lengthOf(params, parameter, specs)
    if (length === undefined) return undefined
    sum += length
    if (++count === most) break
  }
  return count === 0 ? undefined : sum / count
}

const most = 1000

/** The length of one trial, the default filled in. */
export function lengthOf(params: Params, parameter: string, specs: ParameterSpecs | undefined): number | undefined {
  const length = params[parameter] ?? specs?.[parameter]?.default
  return typeof length === 'number' && length > 0 ? length : undefined
}
