import { expect, test } from 'vitest'
import { createPace } from '../../dist/conduct/pace.js'

test('a number of seconds is taken as it is', () => {
  expect(createPace(0.5).attempt().patience()).toBe(500)
})

test('auto waits for ever until five readings have come, whichever trials gave them', () => {
  const pace = createPace('auto')
  const [a, b] = [pace.attempt(), pace.attempt()]
  for (const seconds of [20, 20, 20, 20]) a.reading(seconds)
  expect(b.patience()).toBe(Number.POSITIVE_INFINITY)
  b.reading(20)
  expect(pace.attempt().patience()).toBe(200_000)
})

test('auto is ten times the median, whatever single readings took, and never under a minute', () => {
  const pace = createPace('auto')
  const attempt = pace.attempt()
  for (const seconds of [9, 9, 9, 9, 5000]) attempt.reading(seconds)
  expect(attempt.patience()).toBe(90_000)
  for (let i = 0; i < 500; i++) attempt.reading(0.001)
  expect(attempt.patience()).toBe(60_000)
})

test('a trial that is slower than the others is measured by its own pace', () => {
  const pace = createPace('auto')
  const [quick, slow] = [pace.attempt(), pace.attempt()]
  for (let i = 0; i < 100; i++) quick.reading(1)
  for (let i = 0; i < 3; i++) slow.reading(30)
  expect(quick.patience()).toBe(60_000)
  expect(slow.patience()).toBe(300_000)
})
