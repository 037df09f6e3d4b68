import { expect, test } from 'vitest'
import { loadEngine } from '#sweep/engine/loader.js'
import { composed, interrupted, undisturbed } from './interrupt.js'

const { tf } = await loadEngine('cpu')

/** The slow test has all optimizers with all schedules. */
test.each([
  ['asgd', 'one_cycle', {}],
  ['adamw', 'plateau', {}],
  ['nesterov', 'cosine_warm_restarts', composed],
] as const)('%s with %s and %j goes on bit for bit from within an epoch', async (optimizer, schedule, others) => {
  const params = { optimizer, schedule, ...others }
  const straight = await undisturbed(tf, params)
  expect(await interrupted(tf, params, 4)).toEqual(straight)
})
