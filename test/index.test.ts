import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { defineExperiment, type Json, type StartingPoint } from '#sweep/index.js'

test('run knows the types of parameters that plain specs describe', () => {
  defineExperiment({
    parameters: {
      lr: { type: 'number', min: 0, description: '' },
      optimizer: { type: 'string', values: ['sgd', 'adam'], description: '' },
      data: { type: 'path', default: null, description: '' },
      nesterov: { type: 'boolean', description: '' },
      extra: { type: 'json', description: '' },
      init_from: { type: 'trial', default: null, description: '' },
    },
    async run({ params, seed }) {
      expectTypeOf(params.lr).toEqualTypeOf<number>()
      expectTypeOf(params.optimizer).toEqualTypeOf<'sgd' | 'adam'>()
      expectTypeOf(params.data).toEqualTypeOf<string | null>()
      expectTypeOf(params.nesterov).toEqualTypeOf<boolean>()
      expectTypeOf(params.extra).toEqualTypeOf<Json>()
      expectTypeOf(params.init_from).toEqualTypeOf<StartingPoint | null>()
      expectTypeOf(seed).toEqualTypeOf<number>()
      return {}
    },
  })
})

test('run knows the types of parameters that a schema describes', () => {
  defineExperiment({
    parameters: z.object({ lr: z.number().default(0.1), layers: z.array(z.int()), name: z.string().optional() }),
    async run({ params }) {
      expectTypeOf(params).toEqualTypeOf<{ lr: number; layers: number[]; name?: string | undefined }>()
      return {}
    },
  })
})

test('a function alone is an experiment whose parameters may be anything', () => {
  defineExperiment(async ({ params }) => {
    expectTypeOf(params).toEqualTypeOf<Readonly<Record<string, Json>>>()
    return {}
  })
})
