import { expect, test } from 'vitest'
import { loadEngine } from '#sweep/engine/loader.js'
import { defineClassifier, layers, network, registerModel } from '#sweep/index.js'
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

test('one whose output is not a number for each class is refused before the first trial', async () => {
  const { dense, flatten, sequence } = layers
  registerModel('of_three', ({ input }) => network(input, sequence(flatten('flatten'), dense('dense0', 3))))
  const { prepare } = defineClassifier({ model: 'of_three', train: 'Training', validation: null, synthesizes: true })
  const sweep = { metric: { name: 'train_loss', goal: 'minimize' }, points: [{ synthetic_rows: 100 }] } as const
  await expect(prepare({}, () => {}, sweep)).rejects.toThrow(
    'model "of_three": its output is [3], but the data have 7 classes; end it with a dense layer of that many units',
  )
})
