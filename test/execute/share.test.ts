import { MessageChannel } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import type { Executor } from '#sweep/execute/executor.js'
import { createInlineExecutor } from '#sweep/execute/inline.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { createShelf, shareThrough } from '#sweep/execute/shelf.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { attemptAt } from './attempt-at.js'

const cpu = { kind: 'cpu' } as const
const pool = (slots: number) => createPoolExecutor({ devices: [cpu], slotsPerHost: slots, threads: 1 })

async function attempt(executor: Executor, params: Readonly<Record<string, string | boolean>>) {
  const lines: string[] = []
  const watch = { reading() {}, log: (line: string) => lines.push(line) }
  const at = attemptAt('shares.js', params, await temporaryFolder())
  return { outcome: await executor.execute(at, watch, new AbortController().signal), lines }
}

describe.each([
  ['the inline executor', () => createInlineExecutor(systemClock)],
  ['the pool', () => pool(1)],
] as const)('trials in turn on %s', (_, open) => {
  test('share what the first of them made, and the newest only', async () => {
    const executor = open()
    onTestFinished(() => executor.close())
    for (const [name, score, lines] of [
      ['a', 1, ['made']],
      ['a', 2, []],
      ['b', 1, ['made']],
      ['b', 2, []],
      ['a', 1, ['made']],
    ] as const) {
      expect(await attempt(executor, { name })).toEqual({ outcome: { status: 'complete', metrics: { score } }, lines })
    }
  })

  test('make again what could not be made', async () => {
    const executor = open()
    onTestFinished(() => executor.close())
    const failed = await attempt(executor, { name: 'a', fails: true })
    expect(failed.outcome).toMatchObject({ status: 'failed', error: { message: 'not today' } })
    expect((await attempt(executor, { name: 'a' })).outcome).toMatchObject({ metrics: { score: 1 } })
  })
})

test('trials in threads of one process share memory', async () => {
  const executor = pool(3)
  onTestFinished(() => executor.close())
  const seen = await Promise.all([1, 2, 3].map(() => attempt(executor, { name: 'a' })))
  const scores = seen.map(({ outcome }) => (outcome.status === 'complete' ? outcome.metrics.score : outcome))
  expect(scores.sort()).toEqual([1, 2, 3])
  expect(seen.flatMap(({ lines }) => lines)).toEqual(['made'])
})

describe('a shelf', () => {
  /** Three that ask for the same, of which the first is told to make it. */
  async function three() {
    const shelf = createShelf()
    const ask = () => {
      const { port1, port2 } = new MessageChannel()
      onTestFinished(() => port2.close())
      shelf.serve(port1)
      const begun = later<void>()
      const made = later<string>()
      made.promise.catch(() => {})
      const value = shareThrough(port2)('key', () => {
        begun.resolve()
        return made.promise
      })
      value.catch(() => {})
      return { port: port2, begun: begun.promise, made, value }
    }
    const first = ask()
    await first.begun
    return [first, ask(), ask()] as const
  }

  test('hands what the first made to all that wait', async () => {
    const [first, second, third] = await three()
    first.made.resolve('it')
    expect(await Promise.all([first.value, second.value, third.value])).toEqual(['it', 'it', 'it'])
  })

  test('tells the next to make it when the first failed', async () => {
    const [first, second, third] = await three()
    first.made.reject(new Error('no'))
    await expect(first.value).rejects.toThrow('no')
    second.made.resolve('other')
    third.made.resolve('other')
    expect(await Promise.all([second.value, third.value])).toEqual(['other', 'other'])
  })

  test('tells the next to make it when the first is gone, whoever of those that waited went too', async () => {
    const [first, second, third] = await three()
    second.port.close()
    first.port.close()
    await third.begun
    third.made.resolve('last')
    expect(await third.value).toBe('last')
  })
})

/** A promise that is settled from outside. */
function later<Value>() {
  let resolve: (value: Value) => void = () => {}
  let reject: (reason: Error) => void = () => {}
  const promise = new Promise<Value>((...both) => ([resolve, reject] = both))
  return { promise, resolve: (value: Value) => resolve(value), reject: (reason: Error) => reject(reason) }
}
