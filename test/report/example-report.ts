import type { Report } from '#sweep/analyze/report.js'
import { buildReport } from '#sweep/analyze/report.js'
import type { ErrorRecord } from '#sweep/core/errors.js'
import type { TrialRow } from '#sweep/core/run-data.js'
import type { Sweep } from '#sweep/core/sweep.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'

const sweep: Sweep = {
  name: 'widths',
  experiment: './mine.ts',
  ...sweepDefaults,
  metric: { name: 'val_loss', goal: 'minimize' },
  seeds: [0, 1],
  parameters: [
    { name: 'optimizer', values: ['nesterov', 'adam'] },
    { name: 'lr', values: [0.01, 1e-7] },
    { name: 'note', values: ['plain', 'a "quoted", piped | one\nin two lines', ''] },
    { name: 'layers', values: [[8, 16], [8]] },
    { name: 'batch_size', values: [64] },
    { name: 'data', values: [null] },
  ],
}

const boom: ErrorRecord = {
  class: 'error',
  name: 'TypeError',
  message: 'faces.map | is not\na function at <anonymous>',
  stack: '',
}

/** A run with a tie, every status, values of every magnitude, and texts that are awkward to print. */
export const exampleReport: Report = buildReport(
  'widths-2',
  sweep,
  [
    row(1, 0.123456789012345, { note: 'plain' }),
    row(2, 1.5e-9, { note: 'a "quoted", piped | one\nin two lines', lr: 1e-7 }),
    row(3, 123456.789, { note: '', layers: [8] }),
    row(4, 0.123456789012345, { optimizer: 'adam' }, { seed: 1 }),
    row(5, 2, {}, { status: 'pruned' }),
    row(6, null, { lr: 1e-7 }, { status: 'running', bestStep: null, steps: 0, seconds: 0 }),
    row(7, null, {}, { status: 'failed', bestStep: null, error: boom }),
    row(8, null, {}, { status: 'failed', error: { ...boom, class: 'diverged', message: 'val_loss is NaN at step 2' } }),
    row(9, null, { optimizer: 'adam' }, { status: 'failed', bestStep: null, error: boom }),
    row(10, 0.25, {}, { status: 'interrupted' }),
  ],
  48,
)

function row(number: number, value: number | null, params: Params, rest: Partial<TrialRow> = {}): TrialRow {
  return {
    number,
    key: number.toString(16).padStart(16, '0'),
    params: { optimizer: 'nesterov', lr: 0.01, note: 'plain', layers: [8, 16], batch_size: 64, data: null, ...params },
    seed: 0,
    status: 'complete',
    value,
    bestStep: value === null ? null : 2,
    metrics: null,
    readings: [],
    steps: 3,
    seconds: 12.345678 * number,
    error: null,
    ...rest,
  }
}
