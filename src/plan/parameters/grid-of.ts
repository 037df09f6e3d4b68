import type { Distribution } from '../../core/parameter.js'
import { rangeValues } from './range-values.js'
import { longestList } from './spacing-shapes.js'

/**
 * The values that W&B's grid search gives a distribution: every integer of int_uniform, and the steps of q_uniform from min
 * to below max. Undefined for a distribution that has no grid, or too long a one.
 */
export function gridOf(distribution: Distribution): readonly number[] | undefined {
  switch (distribution.kind) {
    case 'int_uniform':
      return rangeValues({ ...distribution, step: 1 }, longestList - 1)
    case 'q_uniform': {
      const { min, max, q } = distribution
      return rangeValues({ min, max, step: q }, longestList - 1)?.filter((value) => value < max)
    }
    default:
      return undefined
  }
}
