import { expect, test } from 'vitest'
import { loadEngine } from '../../../dist/engine/load-engine.js'
import ownModel from '../../fixtures/experiments/own-model.js'
import { emptyMemory, memoryContext } from '../memory-context.js'

test("a model of the user's own is trained by the built-in experiment", async () => {
  const { tf } = await loadEngine('cpu')
  expect(ownModel.parameters.model).toMatchObject({ default: 'one_layer', values: expect.arrayContaining(['vgg']) })
  const memory = emptyMemory()
  const params = { synthetic_rows: 100, epochs: 2, batch_size: 16, lr: 0.001 }
  const result = await ownModel.run({ number: 1, key: 'key', params, seed: 1 }, memoryContext(tf, { memory }))
  expect(Object.keys(memory.checkpoint!.tensors).filter((name) => name.startsWith('weights/'))).toEqual([
    'weights/dense0.kernel',
    'weights/dense0.bias',
  ])
  expect(result.val_loss).toBeGreaterThan(0)
})
