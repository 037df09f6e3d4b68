import { expect, test } from 'vitest'
import { createSlotQueue } from '#sweep/execute/pool/executor.js'

const never = new AbortController().signal

test('attempts go to the host with the fewest, a warm one first', async () => {
  const queue = createSlotQueue(3, 2, (host) => host === 1)
  const given = []
  for (let i = 0; i < 6; i++) given.push(await queue.take(false, never))
  expect(given).toEqual([1, 0, 2, 1, 0, 2])
  queue.leave(0)
  queue.leave(0)
  queue.leave(1)
  expect(await queue.take(false, never)).toBe(0)
})

test('who must be alone waits for an empty host, and nobody comes to it until it leaves', async () => {
  const queue = createSlotQueue(2, 2, () => true)
  const order: string[] = []
  await Promise.all([queue.take(false, never), queue.take(false, never)])
  const alone = queue.take(true, never).then((host) => order.push(`alone at ${host}`))
  const other = queue.take(false, never).then((host) => order.push(`other at ${host}`))
  queue.leave(1)
  await Promise.all([alone, other])
  expect(order).toEqual(['alone at 1', 'other at 0'])
  // Host 0 is full and host 1 is shut.
  const last = queue.take(false, never).then((host) => order.push(`last at ${host}`))
  queue.leave(1)
  await last
  expect(order.at(-1)).toBe('last at 1')
})

test('who waits is let go by its signal and by closing, and those behind it move up', async () => {
  const queue = createSlotQueue(1, 2, () => true)
  await queue.take(false, never)
  const stop = new AbortController()
  const alone = queue.take(true, stop.signal)
  const behind = queue.take(false, never)
  stop.abort()
  expect(await alone).toBeUndefined()
  expect(await behind).toBe(0)
  const waiting = queue.take(true, never)
  queue.close()
  expect(await waiting).toBeUndefined()
  expect(await queue.take(false, AbortSignal.abort())).toBeUndefined()
})
