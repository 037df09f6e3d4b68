import { isSearched } from '../../../core/parameter.js'
import type { Run } from '../../../core/run.js'
import { valueText } from '../../value-text.js'
import type { ExportPiece } from '../export-piece.js'
import type { ExportedTrial } from '../exported-trial.js'
import type { ExportedRun } from '../exporter.js'
import { readingTimes } from '../reading-times.js'
import { tags } from '../tags.js'
import { hparams } from './hparams.js'
import { eventBytes } from './messages.js'
import { tfRecord } from './tf-record.js'

/**
 * An event file for each trial in a folder of its own, as `trial-0007 optimizer=adam lr=0.001 seed=0`, and one that
 * tells the HParams plugin of the sweep. Readings are scalars under their metric's name; `result/…` is what the
 * experiment returned, at the last step, and `best/…` what the trial is ranked by, at the step that reached it.
 * TensorBoard keeps scalars as float32.
 */
export async function* exportTensorboard(
  { run, total, shape, readAt }: Pick<ExportedRun, 'run' | 'total' | 'shape' | 'readAt'>,
  trials: AsyncIterable<ExportedTrial>,
): AsyncIterable<ExportPiece> {
  yield eventFile('', run.createdAt, [{ at: run.createdAt, value: hparams.experiment(run, shape) }])
  for await (const trial of trials) {
    const startedAt = trial.attempts[0]?.startedAt ?? run.createdAt
    const name = folderName(trial, run, total)
    const start = { at: startedAt, value: hparams.start(trial, shape, name, startedAt) }
    yield eventFile(`${name}/`, startedAt, [start, ...valuesOf(trial, run, startedAt, readAt)])
  }
}

interface TimedValue {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly step?: number
  /** A `Summary.Value`. */
  readonly value: object
}

function* valuesOf(trial: ExportedTrial, run: Run, startedAt: number, readAt: number): Generator<TimedValue> {
  const { readings, metrics, value, bestStep, attempts, status } = trial
  const times = readingTimes(trial, readAt)
  const scalar = (tag: string, number: number) => ({ tag, simple_value: number })
  for (const [i, { step, metrics: values }] of readings.entries()) {
    for (const [name, number] of Object.entries(values)) {
      yield { at: times[i]!, step, value: scalar(tags.reading(name), number) }
    }
  }
  const [lastStep, endedAt] = [readings.at(-1)?.step ?? 0, attempts.at(-1)?.endedAt ?? times.at(-1) ?? startedAt]
  for (const [name, number] of Object.entries(metrics ?? {})) {
    yield { at: endedAt, step: lastStep, value: scalar(tags.result(name), number) }
  }
  if (value !== null)
    yield { at: endedAt, step: bestStep ?? lastStep, value: scalar(tags.best(run.sweep.metric), value) }
  const ended = status === 'complete' || status === 'pruned' || status === 'failed'
  if (ended) yield { at: endedAt, value: hparams.end(trial, endedAt) }
}

/** `at` in milliseconds since 1970. TensorBoard looks for `tfevents` in the name, and reads the files of a folder by name. */
function eventFile(folder: string, at: number, values: Iterable<TimedValue>): ExportPiece {
  const records = [tfRecord(eventBytes({ wall_time: at / 1000, file_version: 'brain.Event:2' }))]
  for (const { at: time, step = 0, value } of values) {
    records.push(tfRecord(eventBytes({ wall_time: time / 1000, step, summary: { value: [value] } })))
  }
  const seconds = String(Math.floor(at / 1000)).padStart(10, '0')
  return { file: `${folder}events.out.tfevents.${seconds}.sweep`, whole: Buffer.concat(records) }
}

/** What tells the trial from the others, in characters that every file system takes; no longer than it may be. */
function folderName({ number, params, seed }: ExportedTrial, { sweep }: Run, total: number): string {
  const digits = Math.max(4, String(total).length)
  const searched = sweep.parameters.filter(
    (parameter) => isSearched(parameter) && Object.hasOwn(params, parameter.name),
  )
  const parts = searched.map(({ name }) => `${name}=${valueText(params[name]!)}`)
  const text = [`trial-${String(number).padStart(digits, '0')}`, ...parts, `seed=${seed}`].join(' ')
  return text
    .replace(/[^\w.=+ -]/g, '_')
    .slice(0, 150)
    .trimEnd()
}
