import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { createWatchdog } from '#sweep/execute/pool/watchdog.js'
import { until } from '../cli/until.js'

test('time for which the process was suspended counts neither as silence nor against the time-out', async () => {
  const { barks, jump, asked } = watch({ patience: 60_000, timeout: 60_000 })
  // A process that goes on finds its timers due before it reads what has come in the meantime.
  jump(3_600_000)
  await asked(1)
  expect(barks).toEqual([])
})

test('what has passed before a suspension still counts', async () => {
  const { barks, jump, asked, dog } = watch({ patience: 1200, timeout: Number.POSITIVE_INFINITY })
  dog.sign()
  await asked(1)
  jump(3_600_000)
  await until(async () => barks.length > 0)
  expect(barks).toEqual([
    expect.stringMatching(/^it reported nothing for 1\.\d+ seconds, and 1\.2 seconds are allowed$/),
  ])
})

test('signs begin the silence anew, and do not lengthen the time-out', async () => {
  const { barks, dog } = watch({ patience: 300, timeout: 900 })
  while (barks.length === 0) {
    dog.sign()
    await sleep(20)
  }
  expect(barks).toEqual(['it took longer than its time-out of 0.9 seconds'])
})

/** A watchdog whose clock jumps on demand. `asked(n)` resolves when it has looked n times more. */
function watch({ patience, timeout }: { patience: number; timeout: number }) {
  const barks: string[] = []
  let [ahead, looks] = [0, 0]
  const dog = createWatchdog({
    clock: { ...systemClock, monotonic: () => systemClock.monotonic() + ahead },
    patience() {
      looks++
      return patience
    },
    timeout,
    bark: (why) => barks.push(why),
  })
  onTestFinished(() => dog.callOff())
  const jump = (milliseconds: number) => {
    ahead += milliseconds
  }
  const asked = (more: number) => {
    const wanted = looks + more
    return until(async () => looks >= wanted || barks.length > 0)
  }
  return { barks, dog, asked, jump }
}
