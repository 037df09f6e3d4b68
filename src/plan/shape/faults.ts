import { z } from 'zod'
import { bytesShape, durationShape } from './values.js'

const retries = 'must be an integer from 0 to 1000'
const failures = 'must be an integer from 1, or 0 for never'
const recycle = 'must be an integer from 1'

function retriesShape(description: string) {
  return z
    .strictObject(
      {
        retries: z.int({ error: retries }).min(0, { error: retries }).max(1000, { error: retries }).optional(),
        backoff: durationShape({ zero: true }).optional(),
      },
      { error: 'must be a map, as { retries: 2, backoff: 10s }' },
    )
    .describe(
      `${description} \`retries\`: how often to try again; \`backoff\`: wait before the first, doubled for each further one.`,
    )
    .optional()
}

/** The keys that say what happens when trials fail. None of them enters the key of a trial. */
export const faultsShape = {
  on_failure: z
    .strictObject(
      {
        error: retriesShape('The experiment threw an error.'),
        diverged: retriesShape('A metric was not finite.'),
        host_died: retriesShape('The process that trained was aborted or killed.'),
        out_of_memory: retriesShape('Memory was used up.'),
        timeout: retriesShape('stall_timeout or trial_timeout was over.'),
      },
      { error: 'must be a map of the ways to fail, as { host_died: { retries: 3, backoff: 1s } }' },
    )
    .describe('How often a trial is tried again, for each way to fail.')
    .optional(),
  max_consecutive_failures: z
    .int({ error: failures })
    .min(0, { error: failures })
    .describe(
      'The sweep stops when so many trials in turn fail with one error before any has completed. Default: 3; 0: never.',
    )
    .optional(),
  stall_timeout: z
    .union([z.literal('auto'), durationShape({ auto: true })], {
      error: 'must be seconds, or text like 90s, 10m or 2h, or auto; more than 0 and at most 480h',
    })
    .describe('An attempt without a reading for so long is killed. Default: auto, 10 times the median, at least 60s.')
    .optional(),
  trial_timeout: durationShape({})
    .describe('An attempt that takes longer is killed: seconds, or 90s, 10m, 2h.')
    .optional(),
  recycle_after: z
    .int({ error: recycle })
    .min(1, { error: recycle })
    .describe('A process that trains is replaced after so many trials.')
    .optional(),
  host_memory: bytesShape
    .describe('A process that holds more memory is replaced after its trial: bytes, or 512MB, 4GB.')
    .optional(),
}
