import { setImmediate as macrotask } from 'node:timers/promises'
import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/tf.js'
import type { Augmentation } from '../augment/augmentation.js'
import { imageSize } from '../augment/image-size.js'
import { trainingBatch } from '../augment/training-batch.js'
import type { Split } from '../data/dataset.js'
import type { Model } from '../models/model.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import { batches } from './batches.js'
import { trainStep } from './train-step.js'
import type { TrainingState } from './training-state.js'

export interface EpochSettings {
  readonly model: Model
  readonly optimizer: Optimizer
  readonly lr: number
  readonly split: Split
  readonly batchSize: number
  readonly augmentation: Augmentation
  /** Counted from 0. */
  readonly epoch: number
  /** The trial's streams: `shuffle`, `augment/…` and `dropout` are drawn from at counters that start with the epoch. */
  readonly random: (name: string) => Random
}

/** Loss and accuracy of an epoch are true means over its samples, each scored in the step that trains on it. */
export interface EpochResult {
  readonly state: TrainingState
  readonly loss: number
  readonly accuracy: number
}

/** Trains once on every sample, in random order. Disposes `state` and returns the next one. */
export async function trainEpoch(tf: Tf, settings: EpochSettings, state: TrainingState): Promise<EpochResult> {
  const { model, optimizer, lr, split, batchSize, augmentation, epoch, random } = settings
  const order = random('shuffle').at(epoch).permutation(split.count)
  const dropout = random('dropout')
  const { whole, crop } = imageSize
  const shape = { height: whole, width: whole }
  let current = state
  let loss = 0
  let correct = 0
  for (const [step, indices] of batches(order, batchSize).entries()) {
    const pixels = trainingBatch({ split, shape, crop, crops: 'random', indices, augmentation, epoch, random })
    const images = tf.tensor4d(pixels, [indices.length, crop, crop, 1])
    const labels = Uint8Array.from(indices, (index) => split.labels[index]!)
    const stepSettings = { model, optimizer, lr, dropout: (layer: number) => dropout.at(epoch, step, layer) }
    const done = await trainStep(tf, stepSettings, current, { images, labels })
    images.dispose()
    current = done.state
    loss += done.sums.loss
    correct += done.sums.correct
    // Training blocks its thread; here messages get through.
    await macrotask()
  }
  return { state: current, loss: loss / split.count, accuracy: correct / split.count }
}
