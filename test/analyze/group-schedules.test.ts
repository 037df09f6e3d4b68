import { describe, expect, test } from 'vitest'
import { groupSchedules } from '#sweep/analyze/figures/schedules.js'
import type { Params } from '#sweep/core/trial.js'

const point = (params: Params, rates: readonly number[], note?: string) => ({ params, rates, note })
const wheres = (points: readonly ReturnType<typeof point>[], names: readonly string[]) =>
  groupSchedules(points, names).map(({ where, others }) => [where, others])

describe('schedules are grouped by their rates', () => {
  test('and told apart by what does not take all of its values', () => {
    const points = [
      point({ schedule: 'constant', lr: 1, factor: 0.5, epochs: 2 }, [1, 1]),
      point({ schedule: 'constant', lr: 1, factor: 0.2, epochs: 2 }, [1, 1]),
      point({ schedule: 'plateau', lr: 1, factor: 0.5, epochs: 2 }, [1, 0.5], 'as if'),
      point({ schedule: 'plateau', lr: 1, factor: 0.2, epochs: 2 }, [1, 0.2], 'as if'),
    ]
    expect(groupSchedules(points, ['schedule', 'lr', 'factor', 'epochs'])).toEqual([
      { rates: [1, 1], note: undefined, where: { schedule: ['constant'] }, others: 0 },
      { rates: [1, 0.5], note: 'as if', where: { schedule: ['plateau'], factor: [0.5] }, others: 0 },
      { rates: [1, 0.2], note: 'as if', where: { schedule: ['plateau'], factor: [0.2] }, others: 0 },
    ])
  })

  test('with nothing to tell when there is one', () => {
    expect(wheres([point({ lr: 1 }, [1])], ['lr'])).toEqual([[{}, 0]])
  })

  test('with a list of those values that lead to the same rates', () => {
    const points = [1, 2, 3].map((epochs) => point({ epochs }, epochs === 3 ? [1, 1] : [1]))
    expect(wheres(points, ['epochs'])).toEqual([
      [{ epochs: [1, 2] }, 0],
      [{ epochs: [3] }, 0],
    ])
  })

  test('by the first point where lists of values would fit points of another group', () => {
    const points = [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ].map(([a, b]) => point({ a: a!, b: b! }, [a === b ? 1 : 2]))
    expect(wheres(points, ['a', 'b'])).toEqual([
      [{ a: [1], b: [1] }, 1],
      [{ a: [1], b: [2] }, 1],
    ])
  })

  test('where a parameter that a point does not have is null', () => {
    const points = [point({ a: 1 }, [1]), point({}, [2])]
    expect(wheres(points, ['a'])).toEqual([
      [{ a: [1] }, 0],
      [{ a: [null] }, 0],
    ])
  })
})
