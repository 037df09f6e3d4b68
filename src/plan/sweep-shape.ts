import { z } from 'zod'

const name = 'must be text that can name a folder: at most 100 letters, digits, ".", "_" or "-", not starting with "."'
const experiment = 'must be the name of a built-in experiment, or a path that starts with "./", "../" or "/"'
const metricName = 'must be the name of a metric, as text'
const seeds =
  'must be a number of repeats from 1 to 100000, or a list of different seeds, each an integer that is not negative'

/** The sweep file's own keys. Each message goes on after the path, and before what was given. */
export const sweepShape = z.strictObject(
  {
    name: z.string({ error: name }).regex(/^(?!\.)[A-Za-z0-9._-]{1,100}$/, { error: name }),
    experiment: z.string({ error: experiment }).regex(/^(\.{0,2}\/.*[^/]|[A-Za-z0-9_-]+)$/, { error: experiment }),
    method: z.literal('grid', { error: 'must be grid, the only method that is supported so far' }).default('grid'),
    metric: z.strictObject(
      {
        name: z.string({ error: metricName }).regex(/\S/, { error: metricName }),
        goal: z.enum(['maximize', 'minimize'], { error: 'must be maximize or minimize' }),
      },
      { error: 'must be a map, as { name: val_accuracy, goal: maximize }' },
    ),
    seeds: z
      .union(
        [
          z.int({ error: seeds }).min(1, { error: seeds }).max(100_000, { error: seeds }),
          z
            .array(z.int({ error: seeds }).min(0, { error: seeds }), { error: seeds })
            .min(1, { error: seeds })
            .refine((list) => new Set(list).size === list.length, { error: seeds }),
        ],
        { error: seeds },
      )
      .default(1),
    parameters: z.custom<Readonly<Record<string, unknown>>>(isMap, { error: 'must be a map of names to values' }),
  },
  { error: 'must be a map with the keys name, experiment, metric and parameters' },
)

/** The keys that a map of the sweep file may have, by its path. */
export const sweepKeys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(sweepShape.shape),
  metric: Object.keys(sweepShape.shape.metric.shape),
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
