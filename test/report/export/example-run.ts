import { sweepDefaults } from '#sweep/core/sweep.js'
import type { ExportedRun, ExportPiece } from '#sweep/report/export/exporter.js'
import type { ExportedTrial } from '#sweep/report/export/run-shape.js'
import { createShape, emptyShape } from '#sweep/report/export/run-shape.js'

const began = Date.UTC(2026, 0, 2, 3, 4, 5)

/** Three of four trials of a run: one complete, one that failed at its second attempt, one under way. */
export const exampleTrials: readonly ExportedTrial[] = [
  {
    ...{ number: 1, key: 'a1', seed: 0, status: 'complete', value: 0.1 + 0.2, bestStep: 2, steps: 2, seconds: 3.5 },
    params: { optimizer: 'adam', lr: 1, decay: 0.5, layers: [8, 4], note: 'plain, "quoted"\nand more', warm: true },
    metrics: { 'test accuracy': 1 / 3 },
    error: null,
    reusedFrom: null,
    continuedFrom: null,
    readings: [
      { step: 1, metrics: { score: 0.25, 'val/loss': 1e-7 }, seconds: 2 },
      { step: 2, metrics: { score: 0.1 + 0.2, 'val/loss': -1e21 }, seconds: 1.5 },
    ],
    attempts: [
      {
        ...{ trial: 1, number: 1, startedAt: began, endedAt: began + 3600 },
        outcome: { status: 'complete', metrics: { 'test accuracy': 1 / 3 } },
      },
    ],
  },
  {
    ...{ number: 2, key: 'b2', seed: 1, status: 'failed', value: null, bestStep: null, steps: 2, seconds: 2 },
    params: { optimizer: 'sgd', lr: 0.1, decay: null, layers: { wide: 2 }, note: 'ö', warm: false },
    metrics: null,
    error: { class: 'diverged', name: 'DivergedError', message: 'val/loss is NaN at step 3', stack: '' },
    continuedFrom: 'a1',
    readings: [
      { step: 1, metrics: { score: 0.5 }, seconds: 1 },
      { step: 2, metrics: { score: 0.25 }, seconds: 1 },
    ],
    attempts: [
      {
        ...{ trial: 2, number: 1, startedAt: began, endedAt: began + 1000 },
        outcome: { status: 'interrupted', reason: 'stopped by SIGINT' },
      },
      {
        ...{ trial: 2, number: 2, startedAt: began + 10_000, endedAt: began + 11_200 },
        outcome: {
          status: 'failed',
          error: { class: 'diverged', name: 'DivergedError', message: 'val/loss is NaN at step 3', stack: '' },
        },
      },
    ],
  },
  {
    ...{ number: 3, key: 'c3', seed: 0, status: 'running', value: null, bestStep: null, steps: 0, seconds: 0 },
    // Without a decay.
    params: { optimizer: 'sgd', lr: 0.1, layers: 'none', note: '', warm: false },
    ...{ metrics: null, error: null, readings: [] },
    attempts: [{ trial: 3, number: 1, startedAt: began + 12_000, endedAt: null, outcome: null }],
  },
]

const run: ExportedRun['run'] = {
  name: 'grid-1',
  createdAt: began - 1000,
  sweep: {
    ...sweepDefaults,
    name: 'grid',
    experiment: './x.js',
    metric: { name: 'score', goal: 'maximize' },
    seeds: [0, 1],
    parameters: [
      { name: 'optimizer', values: ['adam', 'sgd'] },
      { name: 'lr', values: [1, 0.1] },
      { name: 'decay', values: [0.5, null], when: { expression: 'lr > 0' } },
    ],
  },
  sweepText: 'name: grid\n',
  sweepFile: '/grid.yaml',
  overrides: null,
  conditions: { engine: 'cpu', engineVersion: '4.22.0', device: 'cpu', threads: 1 },
  provenance: {
    git: { commit: 'c0ffee', dirty: false },
    ...{ code: '', files: {}, data: {}, versions: {} },
    host: { name: 'here', platform: '', cpu: '' },
  },
  identity: null,
}

const { add, shape } = createShape(emptyShape(run))
for (const trial of exampleTrials) add(trial)

export const exampleRun: ExportedRun = { run, total: 4, shape: shape(), readAt: began + 60_000, folder: '/there/out' }

/** The same, one after another. */
export async function* oneByOne(): AsyncGenerator<ExportedTrial> {
  yield* exampleTrials
}

/** The files that the pieces make up. */
export async function filesOf(pieces: AsyncIterable<ExportPiece>): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for await (const piece of pieces) {
    if ('folder' in piece) continue
    const added = Buffer.from('whole' in piece ? piece.whole : piece.part)
    if ('whole' in piece && files.has(piece.file)) throw new Error(`${piece.file} is written twice`)
    files.set(piece.file, Buffer.concat([files.get(piece.file) ?? Buffer.alloc(0), added]))
  }
  return files
}
