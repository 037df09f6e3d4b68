import { z } from 'zod'
import { constraintsShape } from './constraints-shape.js'
import { durationShape } from './duration-shape.js'
import { faultsShape } from './faults-shape.js'
import { mapShape } from './map-shape.js'
import { metricShape } from './metric-shape.js'
import { pointsShape } from './points-shape.js'
import { seedsShape } from './seeds-shape.js'
import { zipShape } from './zip-shape.js'

const name = 'must be text that can name a folder: at most 100 letters, digits, ".", "_" or "-", not starting with "."'
const experiment = 'must be the name of a built-in experiment, or a path that starts with "./", "../" or "/"'
const method = 'must be grid, random or sobol'
const runCap = 'must be an integer from 1 to 10000000'
const searchSeed = 'must be an integer that is not negative'

/** The sweep file's own keys, all of them. Each message goes on after the path, and before what was given. */
export const sweepShape = z.strictObject(
  {
    name: z
      .string({ error: name })
      .regex(/^(?!\.)[A-Za-z0-9._-]{1,100}$/, { error: name })
      .describe("The sweep's name; its runs are called after it. Default: the name of the file.")
      .optional(),
    experiment: z
      .string({ error: experiment })
      .regex(/^(\.{0,2}\/.*[^/]|[A-Za-z0-9_-]+)$/, { error: experiment })
      .describe(
        'What trains a trial: the name of a built-in experiment, or the path of your own module, relative to this file.',
      )
      .optional(),
    program: z
      .string({ error: 'must be the path of a .ts, .js or .mjs module' })
      .describe("W&B's name for the experiment: the path of a .ts, .js or .mjs module.")
      .optional(),
    method: z
      .enum(['grid', 'random', 'sobol'], { error: method })
      .describe(
        'grid: every combination of the values. random: run_cap points drawn at random. sobol: run_cap points spread evenly.',
      )
      .default('grid'),
    metric: metricShape.describe('What is optimized.'),
    run_cap: z
      .int({ error: runCap })
      .min(1, { error: runCap })
      .max(10_000_000, { error: runCap })
      .describe('At most so many points.')
      .optional(),
    search_seed: z
      .int({ error: searchSeed })
      .min(0, { error: searchSeed })
      .describe('Another seed draws other points with random and sobol.')
      .default(0),
    seeds: seedsShape
      .describe('How often every point is trained, with the seeds 0, 1, …; or a list of seeds. Default: 1.')
      .prefault(1),
    parameters: mapShape('must be a map of names to values').describe('The parameters by name, each with its values.'),
    zip: zipShape
      .describe('Groups of parameters that move together: first with first value, second with second.')
      .default([]),
    include: pointsShape.describe('Points that are added, as in a matrix of GitHub Actions.').prefault([]),
    exclude: pointsShape.describe('Points that are left out: all that have these values.').prefault([]),
    when: constraintsShape
      .describe('Expressions that every point has to make true, as "batch_size * width <= 64".')
      .optional(),
    checkpoint_every: durationShape({})
      .describe('A trial that can be saved within an epoch is, after so long: seconds, or 90s, 10m, 2h. Default: 5m.')
      .optional(),
    ...faultsShape,
  },
  { error: 'must be a map with the keys name, experiment, metric and parameters' },
)

/** What a sweep file says, before its parts are put together. */
export type SweepData = z.output<typeof sweepShape>
