import { z } from 'zod'

const error = 'must be an expression, as "batch_size * width <= 64", or a list of expressions'
const expression = z.string({ error }).regex(/\S/, { error })

/** `when` of the sweep: an expression that every point has to make true, or several; becomes their list. */
export const constraintsShape = z
  .union([expression, z.array(expression, { error }).min(1, { error })], { error })
  .transform((when) => (typeof when === 'string' ? [when] : when))
