import type { SavableModel, SavedCheckpoint, TrialContext } from '#sweep/core/experiment.js'
import type { Json } from '#sweep/core/json.js'
import { randomStream } from '#sweep/core/random.js'
import type { TensorData } from '#sweep/core/safetensors.js'
import type { Metric } from '#sweep/core/sweep.js'
import type { Reading } from '#sweep/core/trial.js'
import type { Tf } from '#sweep/engine/engine.js'

/** A trial's context that keeps everything in memory; `memory` can be handed on to the next attempt. */
export function memoryContext(
  engine: Tf,
  {
    seed = 1,
    metric = { name: 'val_accuracy', goal: 'maximize' },
    memory = emptyMemory(),
    stopAfter = Number.POSITIVE_INFINITY,
    stopAt,
    saveModel = async () => {},
  }: {
    seed?: number
    metric?: Metric
    memory?: Memory
    /** The step whose checkpoint is written and then throws, as when a sweep stops. */
    stopAfter?: number
    /** The same within an epoch: asked for every checkpoint; when given, one is due all the time. */
    stopAt?: (step: number, within: number) => boolean
    saveModel?: (model: SavableModel, description?: Json) => Promise<void>
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
        if (step >= stopAfter || stopAt?.(step, within)) throw new Error('stopped')
      },
      latest: async () => memory.checkpoint,
      due: () => stopAt !== undefined,
    },
    share: (_, make) => make(),
    random: (name) => randomStream(seed, name),
    artifact: async (name, tensors, metadata) => {
      memory.artifacts.set(name, { tensors, metadata })
    },
    saveModel,
    log: () => {},
  }
}

/** What outlives an attempt. */
export interface Memory {
  readonly readings: Reading[]
  checkpoint: SavedCheckpoint | undefined
  readonly artifacts: Map<
    string,
    { readonly tensors: Readonly<Record<string, { readonly shape: readonly number[] }>>; readonly metadata: Json }
  >
}

export function emptyMemory(): Memory {
  return { readings: [], checkpoint: undefined, artifacts: new Map() }
}
