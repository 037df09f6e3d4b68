import { expect, test } from 'vitest'
import { exportTensorboard, crc32c as tableCrc32c } from '#sweep/report/export/tensorboard.js'
import { crc32c, fieldsOf, recordsOf } from './event-file.js'
import { exampleRun, exampleTrials, filesOf, oneByOne } from './example-run.js'

test('the checksum is that of RFC 3720 and of the iSCSI test vectors', () => {
  for (const [bytes, crc] of [
    [Buffer.from('123456789'), 0xe3069283],
    [Buffer.alloc(32), 0x8a9136aa],
    [Buffer.alloc(32, 0xff), 0x62a8ab43],
    [Buffer.alloc(0), 0],
  ] as const) {
    expect(tableCrc32c(bytes)).toBe(crc)
    expect(crc32c(bytes)).toBe(crc)
  }
})

test('an event file for each trial holds its readings, what it returned and what it is ranked by', async () => {
  const files = await filesOf(exportTensorboard(exampleRun, oneByOne()))
  expect([...files.keys()].map((name) => name.replace(/\d{10}/, 'TIME'))).toEqual([
    'events.out.tfevents.TIME.sweep',
    'trial-0001 optimizer=adam lr=1 decay=0.5 seed=0/events.out.tfevents.TIME.sweep',
    'trial-0002 optimizer=sgd lr=0.1 decay=null seed=1/events.out.tfevents.TIME.sweep',
    'trial-0003 optimizer=sgd lr=0.1 seed=0/events.out.tfevents.TIME.sweep',
  ])
  const [, first, second, third] = [...files.values()].map(eventsOf)
  const began = exampleTrials[0]!.attempts[0]!.startedAt / 1000
  const f32 = Math.fround
  expect(first!.scalars).toEqual([
    { tag: 'score', step: 1n, time: began + 2, value: 0.25 },
    { tag: 'val/loss', step: 1n, time: began + 2, value: f32(1e-7) },
    { tag: 'score', step: 2n, time: began + 3.5, value: f32(0.1 + 0.2) },
    { tag: 'val/loss', step: 2n, time: began + 3.5, value: f32(-1e21) },
    { tag: 'result/test accuracy', step: 2n, time: began + 3.6, value: f32(1 / 3) },
    { tag: 'best/score', step: 2n, time: began + 3.6, value: f32(0.1 + 0.2) },
  ])
  expect(second!.scalars.map(({ tag, time }) => [tag, time])).toEqual([
    ['score', began + 1],
    ['score', began + 11],
  ])
  expect(third!.scalars).toEqual([])
  for (const { versions } of [first!, second!, third!]) expect(versions).toEqual(['brain.Event:2'])
})

test('the HParams plugin is told of the sweep, and of each trial as a session', async () => {
  const [sweep, first, second, third] = [...(await filesOf(exportTensorboard(exampleRun, oneByOne()))).values()].map(
    (file) => eventsOf(file).hparams,
  )
  const experiment = fieldsOf(only(sweep!['_hparams_/experiment']!.get(2)))
  const infos = experiment.get(4)!.map((info) => fieldsOf(info as Buffer))
  expect(infos.map((info) => [text(info.get(1)), Number(info.get(4)![0])])).toEqual([
    ['optimizer', 1],
    ['lr', 3],
    ['decay', 3],
    ['layers', 1],
    ['note', 1],
    ['warm', 2],
    ['seed', 3],
  ])
  const domains = infos.slice(0, 3).map((info) => valuesOf(fieldsOf(only(info.get(5))).get(1)!))
  expect(domains).toEqual([['adam', 'sgd'], [1, 0.1], [0.5]])
  const metrics = experiment.get(5)!.map((info) => text(fieldsOf(only(fieldsOf(info as Buffer).get(1))).get(2)))
  expect(metrics).toEqual(['best/score', 'score', 'val/loss', 'result/test accuracy'])

  const startOf = (values: typeof first) => fieldsOf(only(values!['_hparams_/session_start_info']!.get(3)))
  const entries = startOf(second)
    .get(1)!
    .map((entry) => fieldsOf(entry as Buffer))
  expect(Object.fromEntries(entries.map((entry) => [text(entry.get(1)), valuesOf(entry.get(2)!)[0]]))).toEqual({
    optimizer: 'sgd',
    lr: 0.1,
    layers: '{"wide":2}',
    note: 'ö',
    warm: false,
    seed: 1,
  })
  expect(text(startOf(second).get(4))).toBe('trial-0002 optimizer=sgd lr=0.1 decay=null seed=1')
  expect(only(startOf(second).get(5)).readDoubleLE()).toBe(exampleTrials[1]!.attempts[0]!.startedAt / 1000)
  const statusOf = (values: typeof first) => fieldsOf(only(values!['_hparams_/session_end_info']!.get(4))).get(1)
  expect([statusOf(first), statusOf(second)]).toEqual([[1n], [2n]])
  expect(Object.keys(third!)).toEqual(['_hparams_/session_start_info'])
})

type Fields = ReturnType<typeof fieldsOf>

/** By the numbers of event.proto and summary.proto. */
function eventsOf(file: Buffer) {
  const versions: string[] = []
  const scalars: object[] = []
  const hparams: Record<string, Fields> = {}
  for (const event of recordsOf(file).map(fieldsOf)) {
    if (event.has(3)) versions.push(text(event.get(3)))
    for (const summary of event.get(5) ?? []) {
      const value = fieldsOf(only(fieldsOf(summary as Buffer).get(1)))
      const tag = text(value.get(1))
      const number = value.get(2)?.[0] as Buffer | undefined
      if (number) {
        const time = only(event.get(1)).readDoubleLE()
        scalars.push({ tag, step: event.get(2)![0], time, value: number.readFloatLE() })
      } else {
        const plugin = fieldsOf(only(fieldsOf(only(value.get(9))).get(1)))
        expect(text(plugin.get(1))).toBe('hparams')
        hparams[tag] = fieldsOf(only(plugin.get(2)))
      }
    }
  }
  return { versions, scalars: scalars as { tag: string; step: bigint; time: number; value: number }[], hparams }
}

/** Values of google/protobuf/struct.proto. */
function valuesOf(values: readonly (bigint | Buffer)[]): readonly (number | string | boolean)[] {
  return values.map((bytes) => {
    const value = fieldsOf(bytes as Buffer)
    if (value.has(2)) return only(value.get(2)).readDoubleLE()
    return value.has(3) ? text(value.get(3)) : value.get(4)![0] === 1n
  })
}

function only(values: readonly (bigint | Buffer)[] | undefined): Buffer {
  expect(values).toHaveLength(1)
  return values![0] as Buffer
}

function text(values: readonly (bigint | Buffer)[] | undefined): string {
  return only(values).toString()
}
