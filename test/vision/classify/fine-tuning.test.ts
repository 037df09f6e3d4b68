import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SavableModel, StartingPoint } from '#sweep/core/experiment.js'
import type { Json } from '#sweep/core/json.js'
import { writeTensorFile } from '#sweep/core/tensor-files.js'
import type { Metrics, Params, Trial } from '#sweep/core/trial.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { saveModelFiles } from '#sweep/execute/attempt/model.js'
import fer from '#sweep/vision/fer.js'
import { emptyMemory, memoryContext } from '../memory-context.js'

const { tf } = await loadEngine('cpu')
const metric = { name: 'val_accuracy', goal: 'maximize' } as const
// Without batch normalization, whose averages move whatever the rate.
const small = { model: 'mlp', width: 1 / 16, synthetic_rows: 100, batch_size: 32, epochs: 2, lr: 0.05 }

describe('a training that begins with the weights of another', () => {
  let folder = ''
  let first: Metrics
  let starts: Readonly<Record<'checkpoint' | 'model', StartingPoint>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sweep-fine-tuning-'))
    const memory = emptyMemory()
    const saveModel = (model: SavableModel, description?: Json) => saveModelFiles(folder, model, description)
    first = await fer.run(trial(small), memoryContext(tf, { memory, saveModel }))
    const { step, tensors, state } = memory.checkpoint!
    const file = join(folder, 'checkpoint.safetensors')
    const content = JSON.stringify({ step, state, readings: [] })
    await writeTensorFile(file, 'sweep-checkpoint/1', content, tensors)
    starts = {
      checkpoint: { kind: 'checkpoints', folder, file, step, metric },
      model: { kind: 'model', folder, metric: null },
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each(['checkpoint', 'model'] as const)('has what the best weights of its %s score', async (kind) => {
    const before = tf.memory().numTensors
    const still = { ...small, epochs: 1, lr: 0, init_from: starts[kind] } as unknown as Params
    const again = await fer.run(trial(still), memoryContext(tf))
    expect(scoresOf(again)).toEqual(scoresOf(first))
    expect(tf.memory().numTensors).toBe(before)
  })

  test.each(['checkpoint', 'model'] as const)('is refused where the model is not that of its %s', async (kind) => {
    await expect(prepare({ ...small, width: 1 / 8, init_from: starts[kind] })).rejects.toThrow(
      /init_from: the weight dense0\.kernel of .* has the shape \[1600, 32\], but this model wants \[1600, 64\]/,
    )
    await expect(prepare({ ...small, model: 'cnn', init_from: starts[kind] })).rejects.toThrow(
      /init_from: .*(no weight|has the shape).*; give model, width/,
    )
    await prepare({ ...small, init_from: starts[kind] })
  })

  test.each(['checkpoint', 'model'] as const)('is refused where it scores what its %s was trained on', async (kind) => {
    const turned = { ...small, init_from: starts[kind], train: 'PrivateTest', validation: 'Training' }
    await expect(prepare(turned)).rejects.toThrow(
      /init_from: its weights were trained on Training\. As of them, validation/,
    )
    await prepare({ ...turned, data_seed: 1 })
  })

  test('is refused where there is no model to begin with', async () => {
    const nowhere: StartingPoint = { kind: 'model', folder: join(folder, 'nowhere'), metric: null }
    await expect(prepare({ ...small, init_from: nowhere })).rejects.toThrow(
      /init_from: .*nowhere does not exist\. Name a folder in which sweep retrain has kept a model/,
    )
  })
})

function scoresOf(metrics: Metrics) {
  return Object.entries(metrics).filter(([name]) => name.startsWith('val_'))
}

function prepare(params: Readonly<Record<string, unknown>>): Promise<void> {
  return fer.prepare({}, () => {}, { metric, points: [params as Params] })
}

function trial(params: Params): Trial {
  return { number: 1, key: 'key', params, seed: 1 }
}
