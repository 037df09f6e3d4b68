import { z } from 'zod'
import type { Params } from '../../core/trial.js'
import { faultsShape } from './faults.js'
import { durationShape, mapShape } from './values.js'

const sweepName =
  'must be text that can name a folder: at most 100 letters, digits, ".", "_" or "-", not starting with "."'
const experiment = 'must be the name of a built-in experiment, or a path that starts with "./", "../" or "/"'
const method = 'must be grid, random or sobol'
const runCap = 'must be an integer from 1 to 10000000'
const searchSeed = 'must be an integer that is not negative'

const metricName = 'must be the name of a metric, as text'

/** What is optimized. */
const metricShape = z.strictObject(
  {
    name: z
      .string({ error: metricName })
      .regex(/\S/, { error: metricName })
      .describe('A metric that the experiment reports.'),
    goal: z.enum(['maximize', 'minimize'], { error: 'must be maximize or minimize' }).describe('Which way is better.'),
  },
  { error: 'must be a map, as { name: val_accuracy, goal: maximize }' },
)

const notSeeds =
  'must be a number of repeats from 1 to 100000, or a list of different seeds, each an integer that is not negative'

const list = 'must be a list of maps, as [{ optimizer: adam, lr: 0.1 }]'

/** `seeds: 3` or `seeds: [7, 3]`, as the list of seeds. */
const seedsShape = z
  .union(
    [
      z.int({ error: notSeeds }).min(1, { error: notSeeds }).max(100_000, { error: notSeeds }),
      z
        .array(z.int({ error: notSeeds }).min(0, { error: notSeeds }), { error: notSeeds })
        .min(1, { error: notSeeds })
        .refine((list) => new Set(list).size === list.length, { error: notSeeds }),
    ],
    { error: notSeeds },
  )
  .transform((seeds) => (typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => i) : seeds))

const notZip = 'must be a list of groups of at least two parameters each, as [[optimizer, lr]]'

/** `zip`: groups of parameters that move together. */
const zipShape = z.array(z.array(z.string({ error: notZip }), { error: notZip }).min(2, { error: notZip }), {
  error: notZip,
})

const map = 'must be a map of parameters to one value each, as { optimizer: adam, lr: 0.1 }'

/** `include` and `exclude`: partial points, as in a matrix of GitHub Actions. */
const pointsShape = z
  .array(
    mapShape(map).refine((point) => Object.keys(point).length > 0, { error: map }),
    { error: list },
  )
  .transform((points) => points as readonly Params[])

const notConstraints = 'must be an expression, as "batch_size * width <= 64", or a list of expressions'
const expression = z.string({ error: notConstraints }).regex(/\S/, { error: notConstraints })

/** `when` of the sweep: an expression that every point has to make true, or several; becomes their list. */
const constraintsShape = z
  .union([expression, z.array(expression, { error: notConstraints }).min(1, { error: notConstraints })], {
    error: notConstraints,
  })
  .transform((when) => (typeof when === 'string' ? [when] : when))

/** The sweep file's own keys, all of them. Each message goes on after the path, and before what was given. */
export const sweepShape = z.strictObject(
  {
    name: z
      .string({ error: sweepName })
      .regex(/^(?!\.)[A-Za-z0-9._-]{1,100}$/, { error: sweepName })
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
    isolation: z
      .enum(['shared', 'thread'], { error: 'must be shared or thread' })
      .describe(
        'thread: each trial has a thread, modules and an engine of its own. shared, the default: trials that one process trains share these, and what a trial left is taken back or named.',
      )
      .optional(),
    ...faultsShape,
  },
  { error: 'must be a map with the keys name, experiment, metric and parameters' },
)

/** What a sweep file says, before its parts are put together. */
export type SweepData = z.output<typeof sweepShape>
