import { expect, test } from 'vitest'
import { createAgenda } from '#sweep/conduct/agenda.js'
import type { Trial } from '#sweep/core/trial.js'

test('a retry that is due comes before the next trial', async () => {
  const agenda = createAgenda(trials(3), never)
  const first = (await agenda.next())!
  agenda.done({ task: first, milliseconds: 0 })
  await later()
  expect((await agenda.next())!.trial.number).toBe(1)
  expect((await agenda.next())!.trial.number).toBe(2)
})

test('while a retry waits, other trials are tried', async () => {
  const agenda = createAgenda(trials(2), never)
  const first = (await agenda.next())!
  agenda.done({ task: first, milliseconds: 30 })
  expect((await agenda.next())!.trial.number).toBe(2)
  agenda.done()
  expect((await agenda.next())!.trial.number).toBe(1)
  agenda.done()
  expect(await agenda.next()).toBeUndefined()
})

test('a slot waits as long as what is under way may still need a retry', async () => {
  const agenda = createAgenda(trials(1), never)
  const first = (await agenda.next())!
  const idle = agenda.next()
  agenda.done({ task: first, milliseconds: 0 })
  expect((await idle)!.trial.number).toBe(1)
  const last = agenda.next()
  agenda.done()
  expect(await last).toBeUndefined()
})

test('what wants to be alone comes when nothing else is left, and one at a time', async () => {
  const agenda = createAgenda(trials(3), never)
  const [first, second] = [(await agenda.next())!, (await agenda.next())!]
  agenda.done({ task: { ...first, alone: true }, milliseconds: 0 })
  agenda.done({ task: { ...second, alone: true }, milliseconds: 0 })
  await later()
  expect((await agenda.next())!.trial.number).toBe(3)
  const given: number[] = []
  const slots = [agenda.next(), agenda.next()].map((next) => next.then((task) => task && given.push(task.trial.number)))
  await later()
  expect(given).toEqual([])
  agenda.done()
  await later()
  expect(given).toEqual([1])
  agenda.done()
  await later()
  expect(given).toEqual([1, 2])
  agenda.done()
  await Promise.all(slots)
  expect(await agenda.next()).toBeUndefined()
})

test('a stop ends every wait at once: for a retry, for the machine, and before the next trial', async () => {
  const stop = new AbortController()
  const agenda = createAgenda(trials(2), stop.signal)
  const [first, second] = [(await agenda.next())!, (await agenda.next())!]
  agenda.done({ task: first, milliseconds: 3_600_000 })
  agenda.done({ task: { ...second, alone: true }, milliseconds: 0 })
  const waits = [agenda.next(), agenda.next()]
  await later()
  stop.abort()
  expect(await Promise.all(waits)).toEqual([undefined, undefined])
  expect(await agenda.next()).toBeUndefined()
  const untouched = createAgenda(trials(2), stop.signal)
  expect(await untouched.next()).toBeUndefined()
})

const never = new AbortController().signal

function trials(count: number): Iterator<Trial> {
  const all = Array.from({ length: count }, (_, i) => ({ number: i + 1, key: `key-${i + 1}`, params: {}, seed: 0 }))
  return all[Symbol.iterator]()
}

/** Timers that are due have run. */
function later(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10))
}
