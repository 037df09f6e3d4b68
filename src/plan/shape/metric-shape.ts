import { z } from 'zod'

const name = 'must be the name of a metric, as text'

/** What is optimized. */
export const metricShape = z.strictObject(
  {
    name: z.string({ error: name }).regex(/\S/, { error: name }).describe('A metric that the experiment reports.'),
    goal: z.enum(['maximize', 'minimize'], { error: 'must be maximize or minimize' }).describe('Which way is better.'),
  },
  { error: 'must be a map, as { name: val_accuracy, goal: maximize }' },
)
