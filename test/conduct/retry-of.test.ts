import { expect, test } from 'vitest'
import { retryOf } from '#sweep/conduct/retries.js'
import { type ErrorClass, errorClasses } from '#sweep/core/errors.js'
import { defaultFaultPolicy, type FaultPolicy } from '#sweep/core/sweep.js'

const fresh = { trial: { number: 1, key: 'a', params: {}, seed: 0 }, failures: {}, alone: false }

test.each([
  ['error', []],
  ['diverged', []],
  ['host_died', [1000, 2000, 4000]],
  ['out_of_memory', [1000]],
  ['timeout', [0]],
] as const)(
  'as shipped, an attempt that ends with %s is followed by retries after %j milliseconds',
  (failed, waits) => {
    expect(waitsAfter(failed, defaultFaultPolicy)).toEqual(waits)
  },
)

test('the retries of one class are not used up by another', () => {
  const died = retryOf(fresh, 'host_died', defaultFaultPolicy)!
  const slow = retryOf(died.task, 'timeout', defaultFaultPolicy)!
  expect(slow.task.failures).toEqual({ host_died: 1, timeout: 1 })
  expect(retryOf(slow.task, 'host_died', defaultFaultPolicy)!.milliseconds).toBe(2000)
  expect(retryOf(slow.task, 'timeout', defaultFaultPolicy)).toBeUndefined()
})

test('only what ran out of memory is tried again alone', () => {
  const policy = withRetries(1)
  const alone = errorClasses.filter((each) => retryOf({ ...fresh, alone: true }, each, policy)!.task.alone)
  expect(alone).toEqual(['out_of_memory'])
})

test('doubling ends at a day, which timers can wait', () => {
  expect(Math.max(...waitsAfter('host_died', withRetries(2000)))).toBe(86_400_000)
})

function waitsAfter(failed: ErrorClass, policy: FaultPolicy): readonly number[] {
  const waits = []
  for (let retry = retryOf(fresh, failed, policy); retry; retry = retryOf(retry.task, failed, policy)) {
    waits.push(retry.milliseconds)
  }
  return waits
}

function withRetries(retries: number): FaultPolicy {
  const each = { retries, backoff: 1 }
  const onFailure = { error: each, diverged: each, host_died: each, out_of_memory: each, timeout: each }
  return { ...defaultFaultPolicy, onFailure }
}
