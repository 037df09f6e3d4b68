import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Clock, systemClock } from '#sweep/core/clock.js'
import type { Reading } from '#sweep/core/trial.js'
import { createTrialContext } from '#sweep/execute/attempt/context.js'
import type { Attempt, Executor } from '#sweep/execute/executor.js'
import { createInlineExecutor } from '#sweep/execute/inline.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { shareInThread } from '#sweep/execute/shelf.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { attemptAt } from '../attempt-at.js'

test('a trial whose process is killed after any batch goes on from there, bit for bit', async () => {
  const whole = await execute(createInlineExecutor(systemClock), await walk({ epochs: 4, batches: 5 }))
  const pool = createPoolExecutor({ devices: [{ kind: 'cpu' }], slotsPerHost: 1, threads: 1 })
  const log = join(await temporaryFolder(), 'log')
  const attempt = await walk({ epochs: 4, batches: 5, die_after: [3, 4, 1, 5], log })
  for (const expected of ['failed', 'failed', 'failed', 'failed', 'complete']) {
    const { outcome, scores } = await execute(pool, attempt)
    expect(outcome.status).toBe(expected)
    if (expected === 'complete') expect(scores).toEqual(whole.scores)
  }
  // Where the epoch ends the checkpoint is that of the epoch: 13 batches are 2 epochs and 3.
  expect(await readFile(log, 'utf8')).toBe('0 0\n0 3\n1 2\n1 3\n2 3\n')
})

test('a stop ends an attempt within its epoch, and the next one goes on from there', async () => {
  const whole = await execute(createInlineExecutor(systemClock), await walk({ epochs: 3, batches: 6 }))
  const log = join(await temporaryFolder(), 'log')
  const attempt = {
    ...(await walk({ epochs: 3, batches: 6, log })),
    checkpointEveryMilliseconds: 1e6,
  }
  const stop = new AbortController()
  const stopped = execute(createInlineExecutor(systemClock), attempt, stop.signal, (line) => {
    if (line === 'epoch 2, batch 3') stop.abort('enough')
  })
  expect((await stopped).outcome).toEqual({ status: 'interrupted', reason: 'enough' })
  const again = await execute(createInlineExecutor(systemClock), attempt)
  expect(again.scores).toEqual(whole.scores)
  expect(await readFile(log, 'utf8')).toBe('0 0\n1 3\n')
})

test('a checkpoint is due when the last one, or the beginning, is too long ago', async () => {
  const { context, wait } = await trialAt(10_000)
  expect(context.checkpoint.due()).toBe(false)
  wait(10_001)
  expect(context.checkpoint.due()).toBe(true)
  await context.checkpoint.save(0, {}, null, { within: 3 })
  expect(context.checkpoint.due()).toBe(false)
  wait(10_001)
  expect(context.checkpoint.due()).toBe(true)
})

test('it is due after five minutes where nothing else is said', async () => {
  const { context, wait } = await trialAt(undefined)
  wait(299_999)
  expect(context.checkpoint.due()).toBe(false)
  wait(2)
  expect(context.checkpoint.due()).toBe(true)
})

test('the seconds of a step that was interrupted are those of both its parts', async () => {
  const first = await trialAt(1)
  first.context.report(1, { score: 1 })
  first.wait(2000)
  await first.context.checkpoint.save(1, {}, null, { within: 2 })
  const { context, wait, readings } = await trialAt(1, first.folder)
  expect(await context.checkpoint.latest()).toMatchObject({ step: 1, within: 2 })
  wait(3000)
  context.report(2, { score: 1 })
  expect(readings.map(({ seconds }) => seconds)).toEqual([0, 5])
})

test.each([
  [{ within: -1 }, 'within is an integer from 0, got -1'],
  [{ within: 0.5 }, 'within is an integer from 0, got 0.5'],
  [{ within: 3 }, 'step 1 within 3, but the last step that was reported is 0'],
] as const)('a place within a step is refused: %o', async (options, message) => {
  const { context } = await trialAt(1)
  await expect(context.checkpoint.save(1, {}, null, options)).rejects.toThrow(message)
})

/** Its checkpoints are due at once. */
async function walk(params: Attempt['trial']['params']): Promise<Attempt> {
  const attempt = attemptAt('walks-by-batches.js', params, await temporaryFolder())
  return { ...attempt, checkpointEveryMilliseconds: 0 }
}

async function execute(
  executor: Executor,
  attempt: Attempt,
  signal = new AbortController().signal,
  onLog: (line: string) => void = () => {},
) {
  onTestFinished(() => executor.close())
  const scores: (number | undefined)[] = []
  const reading = ({ metrics }: Reading) => scores.push(metrics.score)
  return { outcome: await executor.execute(attempt, { reading, log: onLog }, signal), scores }
}

/** The context of an attempt whose time passes only when it is told to. */
async function trialAt(every: number | undefined, folder?: string) {
  let now = 0
  const clock: Clock = { now: () => now, monotonic: () => now }
  const attempt = attemptAt('counts.js', {}, folder ?? (await temporaryFolder()))
  const timed = every === undefined ? attempt : { ...attempt, checkpointEveryMilliseconds: every }
  const stop = { signal: new AbortController().signal, asked: () => false }
  const watch = { reading() {}, log() {} }
  const surroundings = { engine: null, watch, stop, clock, share: shareInThread(), mathRandom: { drawn: 0, goTo() {} } }
  const { context, readings } = createTrialContext(timed, undefined, surroundings)
  return { context, readings, folder: attempt.checkpointFolder, wait: (milliseconds: number) => (now += milliseconds) }
}
