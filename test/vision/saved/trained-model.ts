import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Metrics, Params } from '#sweep/core/trial.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { saveArtifact } from '#sweep/execute/artifacts.js'
import { saveModelFiles } from '#sweep/execute/attempt/model.js'
import fer from '#sweep/vision/fer.js'
import { emptyMemory, memoryContext } from '../memory-context.js'

/** Synthetic faces, and a network that learns a little of them in a moment. */
const params: Params = {
  model: 'mlp',
  width: 1 / 32,
  synthetic_rows: 120,
  epochs: 1,
  crop_size: 24,
  test: 'PublicTest',
  equalize: true,
}

export interface TrainedModel {
  readonly folder: string
  readonly metrics: Metrics
}

/** Trains and saves a model into a temporary folder of its own. */
export async function trainedModel(overrides: Params = {}): Promise<TrainedModel> {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-model-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const { tf } = await loadEngine('cpu')
  const memory = emptyMemory()
  const context = memoryContext(tf, { memory })
  const metrics = await fer.run(
    { number: 1, key: 'key', params: { ...params, ...overrides }, seed: 1 },
    {
      ...context,
      artifact: async (name, tensors, metadata) =>
        saveArtifact(join(folder, 'artifacts'), name, tensors as Parameters<typeof saveArtifact>[2], metadata),
      saveModel: (model, description) => saveModelFiles(folder, model, description),
    },
  )
  return { folder, metrics }
}
