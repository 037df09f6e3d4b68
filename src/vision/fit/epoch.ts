import { setImmediate as macrotask } from 'node:timers/promises'
import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/engine.js'
import type { Sums } from '../../nn/loss.js'
import type { Model } from '../../nn/models/model.js'
import type { Optimizer } from '../../nn/optimizers/optimizer.js'
import type { Rates } from '../../nn/schedules/schedule.js'
import type { BatchSource, PreparedBatch } from '../augment/batches.js'
import type { Split } from '../data/dataset.js'
import type { Batch } from './gradients.js'
import { disposeState, type TrainingState, trainStep } from './step.js'

export interface EpochSettings {
  readonly model: Model
  readonly optimizer: Optimizer
  readonly clipNorm?: number | undefined
  /** Batches that make one step. */
  readonly accumulationSteps: number
  /** The rates of a step, counted from 0 in its epoch. */
  readonly rates: (step: number) => Rates
  readonly split: Split
  /** Side of the crops that `source` prepares, in pixels. */
  readonly crop: number
  readonly source: BatchSource
  /** Counted from 0. */
  readonly epoch: number
  /** Dropout layer k of batch b draws from `random('dropout').at(epoch, b, k)`. */
  readonly random: (name: string) => Random
  /** Called after every step; the state that it sees is disposed by the next step. */
  readonly onStep?: (state: TrainingState, part: EpochPart) => Promise<void>
}

/** How far an epoch has come, summed over the crops that it has trained on. */
export interface EpochPart {
  readonly batches: number
  readonly loss: number
  readonly correct: number
  readonly crops: number
}

export const noPart: EpochPart = { batches: 0, loss: 0, correct: 0, crops: 0 }

/** Loss and accuracy of an epoch are true means over its crops, each scored in the step that trains on it. */
export interface EpochResult {
  readonly state: TrainingState
  /** All of the epoch. */
  readonly part: EpochPart
  readonly loss: number
  readonly accuracy: number
}

/** Trains once on every sample, in random order, from where `part` says. Disposes `state` and returns the next one. */
export async function trainEpoch(
  tf: Tf,
  settings: EpochSettings,
  state: TrainingState,
  part: EpochPart = noPart,
): Promise<EpochResult> {
  const { source, epoch, accumulationSteps, rates, onStep = async () => {} } = settings
  const dropout = settings.random('dropout')
  const prepared = source.epoch(epoch, part.batches)
  let current = state
  let done = part
  let batches: Batch[] = []
  try {
    let next = await prepared.next()
    while (next) {
      batches = []
      while (next && batches.length < accumulationSteps) {
        batches.push(asBatch(tf, settings, next))
        next = await prepared.next()
      }
      const stepSettings = {
        ...settings,
        rates: rates(done.batches / accumulationSteps),
        dropout: (batch: number, layer: number) => dropout.at(epoch, done.batches + batch, layer),
      }
      const { state: after, sums } = await trainStep(tf, stepSettings, current, batches)
      for (const { images } of batches) images.dispose()
      current = after
      done = advance(done, batches, sums)
      // Training blocks its thread; here messages get through.
      await macrotask()
      await onStep(current, done)
    }
    return { state: current, part: done, loss: done.loss / done.crops, accuracy: done.correct / done.crops }
  } catch (error) {
    for (const { images } of batches) images.dispose()
    disposeState(current)
    throw error
  }
}

function advance(before: EpochPart, batches: readonly Batch[], sums: Sums): EpochPart {
  return {
    batches: before.batches + batches.length,
    loss: before.loss + sums.loss,
    correct: before.correct + sums.correct,
    crops: before.crops + batches.reduce((sum, { labels }) => sum + labels.length, 0),
  }
}

/** A batch as tensors, each label and distribution repeated for every crop of its image. */
function asBatch(tf: Tf, { split, crop }: EpochSettings, { pixels, indices }: PreparedBatch): Batch {
  const count = pixels.length / (crop * crop)
  // A copy: some engines read it only when they compute with it, and by then the source may be writing there again.
  const images = tf.tensor4d(pixels.slice(), [count, crop, crop, 1])
  const of = (sample: number) => indices[Math.floor((sample * indices.length) / count)]!
  const labels = Uint8Array.from({ length: count }, (_, sample) => split.labels[of(sample)]!)
  if (split.votes === undefined) return { images, labels }
  const classes = split.votes.length / split.count
  const votes = new Float32Array(count * classes)
  for (let sample = 0; sample < count; sample++) {
    votes.set(split.votes.subarray(of(sample) * classes, (of(sample) + 1) * classes), sample * classes)
  }
  return { images, labels, votes }
}
