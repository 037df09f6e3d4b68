import { z } from 'zod'

const error = 'must be a list of groups of at least two parameters each, as [[optimizer, lr]]'

/** `zip`: groups of parameters that move together. */
export const zipShape = z.array(z.array(z.string({ error }), { error }).min(2, { error }), { error })
