import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SavableModel } from '#sweep/core/experiment.js'
import type { Params, Trial } from '#sweep/core/trial.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { builtinExperiments } from '#sweep/vision/experiments.js'
import fer from '#sweep/vision/fer.js'
import { emptyMemory, memoryContext } from '../memory-context.js'

const { tf } = await loadEngine('wasm')
/** Images as they are. */
const noChange = {
  resized_crop_probability: 0,
  shift_probability: 0,
  flip_probability: 0,
  rotation_probability: 0,
  erasing_probability: 0,
  train_crops: 'centre',
}

const small = { width: 1 / 32, synthetic_rows: 100, batch_size: 32, epochs: 4 }

describe('fer', () => {
  test('is what its name leads to', async () => {
    expect((await import(builtinExperiments.fer!.href)).default).toBe(fer)
  })

  test.each([{ optimizer: 'nesterov', schedule: 'plateau', plateau_patience: 0 }])(
    'resumes bit for bit: $optimizer, $schedule',
    async (params) => {
      const straight = emptyMemory()
      const result = await fer.run(trial(params), memoryContext(tf, { memory: straight }))

      const resumed = emptyMemory()
      const stopped = fer.run(trial(params), memoryContext(tf, { memory: resumed, stopAfter: 2 }))
      await expect(stopped).rejects.toThrow('stopped')
      expect(resumed.readings.length).toBe(2)
      const resumedResult = await fer.run(trial(params), memoryContext(tf, { memory: resumed }))

      expect(resumed.readings).toEqual(straight.readings)
      expect(resumedResult).toEqual(result)
      expect(resumed.checkpoint).toEqual(straight.checkpoint)
    },
  )

  test.each([{ optimizer: 'adam', schedule: 'cosine', cosine_t_max: 3 }])(
    'goes on from fewer epochs bit for bit: $optimizer, $schedule',
    async (params) => {
      const straight = emptyMemory()
      await fer.run(trial(params), memoryContext(tf, { memory: straight }))
      const lengthened = emptyMemory()
      await fer.run(trial({ ...params, epochs: 2 }), memoryContext(tf, { memory: lengthened }))
      expect(fer.continues.when(params)).toBe(true)
      await fer.run(trial(params), memoryContext(tf, { memory: lengthened }))
      expect(lengthened.readings).toEqual(straight.readings)
      expect(lengthened.checkpoint).toEqual(straight.checkpoint)
    },
  )

  test('does not go on from fewer epochs where the schedule spans all of them', () => {
    expect(fer.continues.when({ schedule: 'cosine', cosine_t_max: 0 })).toBe(false)
  })

  test('reports every epoch, returns the metrics of the best and saves its model, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const memory = emptyMemory()
    let classes: unknown
    const saveModel = async (model: SavableModel) => {
      classes = (model as unknown as { outputShape: unknown }).outputShape
    }
    const context = memoryContext(tf, { memory, metric: { name: 'val_loss', goal: 'minimize' }, saveModel })
    const result = await fer.run(trial({ epochs: 2 }), context)
    expect(memory.readings.map(({ step }) => step)).toEqual([1, 2])
    const best = [...memory.readings].sort((a, b) => a.metrics.val_loss! - b.metrics.val_loss!)[0]!
    expect(result).toEqual(best.metrics)
    expect(Object.keys(result)).toEqual(fer.metrics.filter((name) => !name.startsWith('test_')))
    expect(classes).toEqual([null, 7])
    expect(tf.memory().numTensors).toBe(before)
  })

  test('gives other readings with another seed, and the same with the same', async () => {
    const readings = async (seed: number) => {
      const memory = emptyMemory()
      await fer.run(trial({ epochs: 1 }), memoryContext(tf, { memory, seed }))
      return memory.readings
    }
    expect(await readings(1)).toEqual(await readings(1))
    expect(await readings(2)).not.toEqual(await readings(1))
  })

  test('with a rate that is far too high ends as diverged and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors
    const run = fer.run(trial({ optimizer: 'sgd', lr: 1e30, epochs: 2 }), memoryContext(tf))
    await expect(run).rejects.toThrow(/diverged: \w+ is NaN/)
    expect(tf.memory().numTensors).toBe(before)
  })

  test('scores the test split once, with the best weights, and keeps the logits of both splits', async () => {
    const memory = emptyMemory()
    const result = await fer.run(trial({ epochs: 2, test: 'PublicTest' }), memoryContext(tf, { memory }))
    expect(Object.keys(result)).toEqual(fer.metrics)
    for (const name of ['validation', 'test']) {
      const { tensors, metadata } = memory.artifacts.get(name)!
      expect(tensors.logits!.shape).toEqual([10, 7])
      expect(tensors.labels!.shape).toEqual([10])
      const { splits, classes, evaluation } = metadata as unknown as { [name: string]: Record<string, unknown> }
      expect(splits).toEqual([name === 'test' ? 'PublicTest' : 'PrivateTest'])
      expect(classes).toHaveLength(7)
      expect(evaluation!.accuracy).toBe(result[`${name === 'test' ? 'test' : 'val'}_accuracy`])
    }
  })

  test('without a validation split it gives the weights of the last epoch', async () => {
    const memory = emptyMemory()
    const params = { train: ['Training', 'PrivateTest'], validation: null, test: 'PublicTest', epochs: 2 }
    const metric = { name: 'test_accuracy', goal: 'maximize' } as const
    const result = await fer.run(trial(params), memoryContext(tf, { memory, metric }))
    expect(Object.keys(result).filter((name) => name.startsWith('val_'))).toEqual([])
    expect(result.train_loss).toBe(memory.readings[1]!.metrics.train_loss)
    expect([...memory.artifacts.keys()]).toEqual(['test'])
  })

  test('stops when the metric has not become better for as many epochs as patience says', async () => {
    const memory = emptyMemory()
    const metric = { name: 'lr', goal: 'minimize' } as const
    await fer.run(trial({ patience: 2, epochs: 9 }), memoryContext(tf, { memory, metric }))
    expect(memory.readings.length).toBe(3)
  })

  test('adds up the gradients of small batches to those of a large one', async () => {
    // Without batch normalization, whose statistics are those of a batch.
    const whole = { model: 'mlp', dropout: 0, epochs: 1, batch_size: 32, ...noChange }
    const [large, small] = [emptyMemory(), emptyMemory()]
    await fer.run(trial(whole), memoryContext(tf, { memory: large }))
    await fer.run(trial({ ...whole, batch_size: 16, accumulation_steps: 2 }), memoryContext(tf, { memory: small }))
    const lossOf = ({ readings }: typeof large) => readings[0]!.metrics.train_loss!
    expect(lossOf(small)).toBeCloseTo(lossOf(large), 5)
    for (const [name, { data }] of Object.entries(large.checkpoint!.tensors)) {
      const other = small.checkpoint!.tensors[name]!.data
      for (const [i, value] of data.entries()) expect(other[i]).toBeCloseTo(value, 4)
    }
  })

  test('averages the weights of asgd where the suggested step leaves it time to', async () => {
    const scores = async (params: Params) => {
      const memory = emptyMemory()
      await fer.run(trial({ optimizer: 'asgd', epochs: 1, ...params }), memoryContext(tf, { memory }))
      return memory.readings
    }
    const averaged = await scores({ asgd_average: true, asgd_t0: 0 })
    const plain = await scores({})
    expect(averaged[0]!.metrics.train_loss).toBe(plain[0]!.metrics.train_loss)
    expect(averaged[0]!.metrics.val_loss).not.toBe(plain[0]!.metrics.val_loss)
  })

  test.each([
    [{ optimizer: 'lion' }, /optimizer: "lion" is unknown; write one of sgd, nesterov, /],
    [{ lr: 'high' }, /lr: "high" is not a number/],
    [{ train_rows: 1000 }, /train_rows: 1000 is more than the 80 training images of synthetic faces/],
    [{ optimizer: 'adam', beta1: 1 }, /beta1: adam divides by 1 - 1/],
    // 80 training images in batches of 32.
    [
      { optimizer: 'asgd', asgd_average: true },
      /asgd_t0: 1000000 averages nothing: until step 1000002 .* only 12 steps \(3 an epoch\); write asgd_t0: 6, or asgd_average: false/,
    ],
    [
      { optimizer: 'asgd', asgd_average: true, asgd_t0: 1, epochs: 1 },
      /until step 3 .* only 3 steps .*; write asgd_t0: 0, or/,
    ],
    [
      { optimizer: 'asgd', asgd_average: true, asgd_t0: 0, epochs: 1, accumulation_steps: 2 },
      /only 2 steps \(2 an epoch\); write asgd_average: false/,
    ],
    [{ crop_size: 50 }, /crop_size: 50 does not fit images of 48x48 pixels; write at most 48/],
  ])('refuses %j', async (params, message) => {
    await expect(fer.run(trial(params as Params), memoryContext(tf))).rejects.toThrow(message)
  })
})

describe('a point of fer', () => {
  const accuracy = { name: 'val_accuracy', goal: 'maximize' } as const
  test.each<[Params, { name: string; goal: 'maximize' | 'minimize' }, RegExp]>([
    [
      { train: ['Training', 'PrivateTest'] },
      accuracy,
      /"PrivateTest" is listed under train too. A split that was trained on cannot be scored/,
    ],
    [{ validation: null }, accuracy, /"val_accuracy" needs a split to score: name one in validation/],
    [{}, { name: 'test_loss', goal: 'minimize' }, /"test_loss" needs a split to score: name one in test/],
    [{ test: 'PublicTest', patience: 3 }, { name: 'test_loss', goal: 'minimize' }, /patience looks at test_loss/],
    [{ warmup_epochs: 10, epochs: 10 }, accuracy, /warmup_epochs: 10 leaves no epoch of 10/],
    [{ erasing_area_min: 0.5 }, accuracy, /erasing_area_min: 0.5 is more than erasing_area_max, 0.33/],
    [
      { resized_crop_aspect_min: 0 },
      accuracy,
      /resized_crop_aspect_min: 0 is no ratio of two sides; write more than 0, as 0.3/,
    ],
    [
      { erasing_aspect_min: -1 },
      accuracy,
      /erasing_aspect_min: -1 is no ratio of two sides; write more than 0, as 0.3/,
    ],
    [
      { resized_crop_area_min: 1.1 },
      accuracy,
      /resized_crop_area_min: 1.1 is more than the whole image, so that no part would be drawn; write at most 1/,
    ],
    [
      { resized_crop_area_min: 0, resized_crop_area_max: 0 },
      accuracy,
      /resized_crop_area_max: 0 is no area, .*; write more than 0, as 1, or resized_crop_probability: 0/,
    ],
    [
      { schedule: 'one_cycle', one_cycle_momentum: true, optimizer: 'adagrad' },
      accuracy,
      /one_cycle_momentum: the optimizer adagrad has no momentum to move/,
    ],
    [
      { optimizer: 'nesterov', momentum: 0 },
      accuracy,
      /momentum: 0 makes nesterov plain sgd; write more than 0, as 0.9, or take the optimizer sgd/,
    ],
    [{ optimizer: 'adam', beta1: 1 }, accuracy, /beta1: adam divides by 1 - 1, .*; write less than 1, as 0.9$/],
    [{ optimizer: 'amsgrad', beta2: 1 }, accuracy, /beta2: amsgrad divides by 1 - 1, .*; write less than 1, as 0.999$/],
    [
      { optimizer: 'adamw', schedule: 'one_cycle', one_cycle_momentum: true, one_cycle_max_momentum: 1 },
      accuracy,
      /one_cycle_max_momentum: adamw divides by 1 - 1, .*; write less than 1, as 0.9$/,
    ],
    [{ milestones: 5 }, accuracy, /milestones: 5 is not a list of rising epochs; write \{ value: \[30, 60\] \}/],
    [{ milestones: [5, 3] }, accuracy, /milestones: \[5,3\] is not a list of rising epochs/],
    [{ labels: 'ferplus' }, accuracy, /labels: ferplus needs its votes/],
    [{ train: 7 }, accuracy, /train: 7 is not the name of a split/],
  ])('with %j is refused', (params, metric, message) => {
    expect(() => fer.check(params, metric)).toThrow(message)
  })

  test.each<Params>([
    { resized_crop_area_min: 1, resized_crop_area_max: 1 },
    { optimizer: 'sgd', momentum: 0, beta1: 1, beta2: 1 },
    { optimizer: 'adam', momentum: 0, schedule: 'one_cycle', one_cycle_max_momentum: 1 },
    { optimizer: 'rmsprop', schedule: 'one_cycle', one_cycle_momentum: true, one_cycle_max_momentum: 1 },
  ])('with %j is taken', (params) => {
    expect(() => fer.check(params, accuracy)).not.toThrow()
  })
})

describe('fer, before the first trial,', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fer-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const metric = { name: 'val_accuracy', goal: 'maximize' } as const
  const prepare = (...points: Params[]) => fer.prepare({}, () => {}, { metric, points })

  test('loads the data of every trial', async () => {
    await prepare({ synthetic_rows: 100 }, { synthetic_rows: 200 }, { synthetic_rows: 100, train_rows: 40 })
  })

  test('looks at combinations that trials have, and at no others', async () => {
    const fits = [
      { synthetic_rows: 100, model: 'vgg', crop_size: 40 },
      { synthetic_rows: 100, model: 'mlp', crop_size: 8 },
    ]
    await prepare(...fits)
    const tooSmall = /images of 1x1 pixels are left to pool/
    await expect(prepare(...fits, { synthetic_rows: 100, model: 'vgg', crop_size: 8 })).rejects.toThrow(tooSmall)
  })

  test('refuses an average of weights that begins after the last step', async () => {
    const averaging = { synthetic_rows: 100, optimizer: 'asgd', asgd_average: true, epochs: 2, batch_size: 8 }
    await expect(prepare({ ...averaging, asgd_t0: 5 }, averaging)).rejects.toThrow(
      /asgd_t0: 1000000 averages nothing: .* only 20 steps \(10 an epoch\); write asgd_t0: 10/,
    )
    await prepare({ ...averaging, asgd_t0: 5 })
  })

  test('refuses a broken CSV', async () => {
    const data = join(folder, 'broken.csv')
    await writeFile(data, 'emotion,pixels,Usage\n0,1 2 3,Training\n')
    await expect(prepare({ data })).rejects.toThrow(/broken\.csv:2/)
  })

  test('refuses more training rows than there are', async () => {
    await expect(prepare({ synthetic_rows: 100, train_rows: 81 })).rejects.toThrow(/write 0 to train on all/)
  })

  test('refuses images of another size', async () => {
    await writeFile(join(folder, 'Training-images-idx3-ubyte'), idx(0x803, [1, 28, 28]))
    await writeFile(join(folder, 'Training-labels-idx1-ubyte'), idx(0x801, [1]))
    await expect(prepare({ data: folder, validation: null })).rejects.toThrow(
      /crop_size: 40 does not fit images of 28x28 pixels; write at most 28/,
    )
  })
})

function trial(params: Params): Trial {
  return { number: 1, key: 'key', params: { ...small, ...params }, seed: 1 }
}

/** An IDX file of zeros: magic number, lengths, bytes. */
function idx(magic: number, lengths: readonly number[]): Buffer {
  const size = lengths.reduce((product, length) => product * length, 1)
  const file = Buffer.alloc(4 + 4 * lengths.length + size)
  file.writeUInt32BE(magic, 0)
  for (const [i, length] of lengths.entries()) file.writeUInt32BE(length, 4 + 4 * i)
  return file
}
