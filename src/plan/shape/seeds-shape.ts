import { z } from 'zod'

const error =
  'must be a number of repeats from 1 to 100000, or a list of different seeds, each an integer that is not negative'

/** `seeds: 3` or `seeds: [7, 3]`, as the list of seeds. */
export const seedsShape = z
  .union(
    [
      z.int({ error }).min(1, { error }).max(100_000, { error }),
      z
        .array(z.int({ error }).min(0, { error }), { error })
        .min(1, { error })
        .refine((list) => new Set(list).size === list.length, { error }),
    ],
    { error },
  )
  .transform((seeds) => (typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => i) : seeds))
