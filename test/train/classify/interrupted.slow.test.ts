import { expect, test } from 'vitest'
import { loadEngine } from '../../../dist/engine/load-engine.js'
import { interrupted, optimizerNames, scheduleNames, undisturbed } from './interrupt.js'

const { tf } = await loadEngine('cpu')

const pairs = optimizerNames.flatMap((optimizer) => scheduleNames.map((schedule) => [optimizer, schedule] as const))

test.each(pairs)(
  '%s with %s, stopped after 20 random steps, trains as if undisturbed',
  async (optimizer, schedule) => {
    const straight = await undisturbed(tf, { optimizer, schedule })
    expect(await interrupted(tf, { optimizer, schedule }, 20)).toEqual(straight)
  },
  120_000,
)
