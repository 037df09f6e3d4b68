import { expect, test } from 'vitest'
import type { ScheduleGroup } from '#sweep/analyze/figures/schedules.js'
import { renderSchedules } from '#sweep/report/schedules.js'

const epochs = (count: number, rate: (epoch: number) => number) => Array.from({ length: count }, (_, i) => rate(i))
const group = (where: ScheduleGroup['where'], rates: readonly number[], rest: Partial<ScheduleGroup> = {}) => ({
  ...{ where, rates, note: undefined, others: 0 },
  ...rest,
})

const groups: readonly ScheduleGroup[] = [
  group(
    { schedule: ['constant'], lr: [0.01] },
    epochs(30, () => 0.01),
  ),
  group(
    { schedule: ['plateau'] },
    epochs(30, (epoch) => 0.01 * 0.75 ** Math.floor(epoch / 6)),
    {
      note: 'as if the metric never got better',
    },
  ),
  group(
    { schedule: ['cosine'] },
    epochs(300, (epoch) => 1e-6 + 0.005 * (1 + Math.cos((Math.PI * epoch) / 50))),
  ),
  group(
    { schedule: ['step'], gamma: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] },
    epochs(5, (epoch) => 0.5 ** epoch),
  ),
  group(
    { schedule: ['one_cycle'], warmup: [true] },
    epochs(12, (epoch) => (epoch < 4 ? epoch / 400 : 0.0075)),
    {
      others: 2,
    },
  ),
  group({}, [0]),
]

test('schedules.txt is what a person reads', async () => {
  await expect(renderSchedules({ groups, complete: true })).toMatchFileSnapshot('../golden/schedules.txt')
})

test('a wide terminal shows every epoch, a narrow one fewer characters', () => {
  const chartOf = (columns: number) => renderSchedules({ groups: [groups[2]!], complete: true }, columns).split('\n')[3]
  expect(chartOf(400)).toHaveLength(302)
  expect(chartOf(20)).toHaveLength(20)
})

test.each([
  ['25 are one too many', 25, true, '1 more schedule'],
  ['30 of more are too many', 30, false, 'at least 6 more schedules'],
  ['24 of more say so', 24, false, 'and more: the sweep has too many points to look at all of them'],
])('of %s', (_, count, complete, ending) => {
  const text = renderSchedules({ groups: epochs(count, (i) => i).map((i) => group({ lr: [i] }, [i])), complete })
  expect(text.split('\n').at(-1)).toBe(ending)
  expect(text.match(/^lr /gm)).toHaveLength(24)
})
