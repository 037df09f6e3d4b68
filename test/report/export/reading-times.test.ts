import { expect, test } from 'vitest'
import { readingTimes } from '#sweep/report/export/run-shape.js'

const reading = (seconds: number, i: number) => ({ step: i + 1, metrics: {}, seconds })
const attempt = (startedAt: number, endedAt: number | null) => ({
  trial: 1,
  number: 1,
  startedAt,
  endedAt,
  outcome: null,
})

test.each([
  ['one attempt makes all', [2, 3], [attempt(1000, 7000)], [3000, 6000]],
  ['an attempt that still runs ends when it is read', [2, 3], [attempt(1000, null)], [3000, 6000]],
  [
    'a second attempt makes what it has time for',
    [2, 3, 4],
    [attempt(0, 6000), attempt(9000, 14_000)],
    [2000, 5000, 13_000],
  ],
  [
    'a lost attempt ends when the next begins',
    [2, 3, 4],
    [attempt(0, null), attempt(9000, 14_000)],
    [2000, 5000, 13_000],
  ],
  ['an attempt that begins anew makes all again', [2, 3], [attempt(0, 6000), attempt(9000, 15_000)], [11_000, 14_000]],
  ['what was taken over comes before', [2, 3, 4], [attempt(10_000, 14_500)], [7000, 10_000, 14_000]],
  ['a trial of another run was made before it was taken over', [2, 3], [attempt(10_000, 10_000)], [7000, 10_000]],
  ['none', [], [attempt(0, 1)], []],
])('%s', (_, seconds, attempts, expected) => {
  expect(readingTimes({ readings: seconds.map(reading), attempts }, 20_000)).toEqual(expected)
})
