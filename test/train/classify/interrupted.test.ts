import { expect, test } from 'vitest'
import { loadEngine } from '../../../dist/engine/load-engine.js'
import { interrupted, optimizerNames, scheduleNames, undisturbed } from './interrupt.js'

const { tf } = await loadEngine('cpu')

/** Every optimizer and every schedule once; the slow test has all pairs. */
const pairs = optimizerNames.map((optimizer, i) => [optimizer, scheduleNames[i % scheduleNames.length]!] as const)

test.each(pairs)('%s with %s goes on bit for bit from within an epoch', async (optimizer, schedule) => {
  const straight = await undisturbed(tf, { optimizer, schedule })
  expect(await interrupted(tf, { optimizer, schedule }, 4)).toEqual(straight)
})
