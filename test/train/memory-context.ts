import type { SavableModel, SavedCheckpoint, TrialContext } from '../../dist/core/experiment.js'
import { randomStream } from '../../dist/core/random.js'
import type { Reading } from '../../dist/core/reading.js'
import type { Metric } from '../../dist/core/sweep.js'
import type { TensorData } from '../../dist/core/tensor-data.js'
import type { Tf } from '../../dist/engine/tf.js'

/** A trial's context that keeps everything in memory; `memory` can be handed on to the next attempt. */
export function memoryContext(
  engine: Tf,
  {
    seed = 1,
    metric = { name: 'val_accuracy', goal: 'maximize' },
    memory = emptyMemory(),
    stopAfter = Number.POSITIVE_INFINITY,
    saveModel = async () => {},
  }: {
    seed?: number
    metric?: Metric
    memory?: Memory
    /** The step whose checkpoint is written and then throws, as when a sweep stops. */
    stopAfter?: number
    saveModel?: (model: SavableModel) => Promise<void>
  } = {},
): TrialContext<Tf> {
  return {
    metric,
    engine,
    signal: new AbortController().signal,
    report: (step, metrics) => {
      for (const [name, value] of Object.entries(metrics)) {
        if (!Number.isFinite(value)) throw new Error(`diverged: ${name} is ${value} in step ${step}`)
      }
      memory.readings.push({ step, metrics: { ...metrics }, seconds: 0 })
    },
    checkpoint: {
      save: async (step, tensors, state, { within = 0 } = {}) => {
        const copies: [string, TensorData][] = []
        for (const [name, tensor] of Object.entries(tensors)) {
          const data = typeof tensor.data === 'function' ? await tensor.data() : tensor.data
          copies.push([
            name,
            { dtype: 'float32', shape: [...tensor.shape], data: Float32Array.from(data as Float32Array) },
          ])
        }
        memory.checkpoint = {
          step,
          within,
          tensors: Object.fromEntries(copies),
          state: JSON.parse(JSON.stringify(state)),
        }
        if (step >= stopAfter) throw new Error('stopped')
      },
      latest: async () => memory.checkpoint,
      due: () => false,
    },
    artifact: async () => {},
    random: (name) => randomStream(seed, name),
    saveModel,
    log: () => {},
  }
}

/** What outlives an attempt. */
export interface Memory {
  readonly readings: Reading[]
  checkpoint: SavedCheckpoint | undefined
}

export function emptyMemory(): Memory {
  return { readings: [], checkpoint: undefined }
}
