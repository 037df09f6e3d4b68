import type { NewRun } from '#sweep/core/run.js'
import { sweepDefaults } from '#sweep/core/sweep.js'

/** A new run of a sweep without parameters. */
export const emptyRun: NewRun = {
  sweep: {
    name: 'grid',
    experiment: './x.js',
    ...sweepDefaults,
    metric: { name: 'score', goal: 'maximize' },
    seeds: [0],
    parameters: [],
  },
  sweepText: '',
  sweepFile: '/grid.yaml',
  conditions: { engine: 'wasm', engineVersion: '4.22.0', device: 'gpu', threads: 1 },
  overrides: ['lr=0.1'],
  provenance: null,
  identity: 'same',
}
