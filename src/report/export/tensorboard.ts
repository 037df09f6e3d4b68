import { isSearched } from '../../core/parameter.js'
import type { Run } from '../../core/run.js'
import { valueText } from '../values.js'
import type { ExportedRun, ExportPiece } from './exporter.js'
import { type ExportedTrial, readingTimes, tags } from './run-shape.js'
import { eventBytes, hparams } from './tensorboard-messages.js'

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

/**
 * A record of TensorFlow's TFRecord format: the length as 8 bytes, its masked CRC, the data, its masked CRC; all little
 * endian (tensorflow/core/lib/io/record_writer.h).
 */
function tfRecord(data: Uint8Array): Uint8Array {
  const record = Buffer.alloc(8 + 4 + data.length + 4)
  record.writeBigUInt64LE(BigInt(data.length))
  record.writeUInt32LE(masked(crc32c(record.subarray(0, 8))), 8)
  record.set(data, 12)
  record.writeUInt32LE(masked(crc32c(data)), 12 + data.length)
  return record
}

/** A CRC of data that holds CRCs is no good check; so it is rotated and moved (tensorflow/core/lib/hash/crc32c.h). */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

/** CRC-32C (Castagnoli) of some bytes, as an unsigned integer of 32 bits (RFC 3720, appendix B.4). */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** What each byte changes, of the polynomial 0x1edc6f41 with its bits reversed. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})
