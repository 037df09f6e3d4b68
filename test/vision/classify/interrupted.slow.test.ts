import { expect, test } from 'vitest'
import { loadEngine } from '#sweep/engine/loader.js'
import { composed, interrupted, optimizerNames, scheduleNames, undisturbed } from './interrupt.js'

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

test.each(optimizerNames.map((optimizer, i) => [optimizer, scheduleNames[i % scheduleNames.length]!] as const))(
  '%s with %s and batch normalization, dropout, accumulation and ten crops, stopped after 10, does too',
  async (optimizer, schedule) => {
    const params = { optimizer, schedule, ...composed }
    const straight = await undisturbed(tf, params)
    expect(await interrupted(tf, params, 10)).toEqual(straight)
  },
  120_000,
)
