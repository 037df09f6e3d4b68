import { randomStream } from '#sweep/core/random.js'
import type { Params, Trial } from '#sweep/core/trial.js'
import type { Tf } from '#sweep/engine/engine.js'
import fer from '#sweep/vision/fer.js'
import { emptyMemory, type Memory, memoryContext } from '../memory-context.js'

export const optimizerNames = [
  'sgd',
  'nesterov',
  'asgd',
  'adam',
  'amsgrad',
  'adamw',
  'adagrad',
  'adadelta',
  'rmsprop',
] as const
export const scheduleNames = [
  'constant',
  'step',
  'multi_step',
  'exponential',
  'plateau',
  'cosine',
  'cosine_warm_restarts',
  'one_cycle',
] as const

/** 5 epochs of 7 batches, on a tiny network; options that move as much as possible. */
export const tiny: Params = {
  model: 'mlp',
  width: 1 / 64,
  crop_size: 8,
  synthetic_rows: 35,
  batch_size: 4,
  epochs: 5,
  asgd_t0: 10,
  asgd_average: true,
  step_size: 2,
  milestones: [1, 3],
  plateau_patience: 0,
  restart_t_0: 2,
  one_cycle_momentum: true,
  warmup_epochs: 1,
  clip_norm: 1,
}
/** Batch normalization, dropout, steps of two batches of which the last has one, and ten crops of an image. */
export const composed: Params = { model: 'cnn', dropout: 0.2, accumulation_steps: 2, train_crops: 'ten' }

const stepsOf = { epochs: 5, batches: 7 } as const

/** What a trial leaves when nothing disturbs it. */
export async function undisturbed(tf: Tf, params: Params): Promise<Memory> {
  const memory = emptyMemory()
  await fer.run(trial(params), memoryContext(tf, { memory }))
  return memory
}

/**
 * The same when it is stopped after so many random steps, each time going on from its checkpoint. Throws where tensors of
 * an attempt are left.
 */
export async function interrupted(tf: Tf, params: Params, times: number): Promise<Memory> {
  const { epochs, batches } = stepsOf
  const { accumulation_steps: step = 1 } = params as { readonly accumulation_steps?: number }
  // After the last step of an epoch follows the checkpoint of the epoch itself.
  const within = Array.from({ length: Math.ceil(batches / step) - 1 }, (_, k) => (k + 1) * step)
  const all = Array.from({ length: epochs }, (_, epoch) => within.map((batch) => `${epoch}/${batch}`)).flat()
  const order = [...randomStream(5, JSON.stringify(params)).permutation(all.length)]
  const left = new Set(order.slice(0, times).map((k) => all[k]!))
  const { numTensors } = tf.memory()
  const memory = emptyMemory()
  for (;;) {
    const stopAt = (epochs: number, batches: number) => left.delete(`${epochs}/${batches}`)
    const running = fer.run(trial(params), memoryContext(tf, { memory, stopAt }))
    const ended = await running.then(
      () => 'complete',
      (error: Error) => error.message,
    )
    const remain = tf.memory().numTensors - numTensors
    if (remain !== 0) throw new Error(`${remain} tensors remain of an attempt that is ${ended}`)
    if (ended === 'complete') break
    if (ended !== 'stopped') throw new Error(ended)
  }
  if (left.size > 0) throw new Error(`never stopped at ${[...left].join(', ')}`)
  return memory
}

function trial(params: Params): Trial {
  return { number: 1, key: 'key', params: { ...tiny, ...params }, seed: 3 }
}
