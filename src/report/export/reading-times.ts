import type { ExportedTrial } from './exported-trial.js'

/**
 * When each reading of a trial was made, in milliseconds since 1970 and never falling. A reading keeps how long it took,
 * not when it was made nor by which attempt: so the last attempt gets as many of the last readings as it had time for,
 * from its start on, the attempt before it those before, and so on. What no attempt had time for was taken over from
 * another trial; it is counted back from the first start. `readAt` ends an attempt that still runs.
 */
export function readingTimes(
  { readings, attempts }: Pick<ExportedTrial, 'readings' | 'attempts'>,
  readAt: number,
): readonly number[] {
  const times = new Array<number>(readings.length)
  let [end, until] = [readings.length, readAt]
  for (const { startedAt, endedAt } of attempts.toReversed()) {
    const room = Math.min(endedAt ?? until, until) - startedAt
    let [begin, length] = [end, 0]
    // A clock that tells milliseconds may make an attempt a little shorter than its readings.
    while (begin > 0 && length + milliseconds(begin - 1) <= room + 1) length += milliseconds(--begin)
    let time = startedAt
    for (let i = begin; i < end; i++) times[i] = time += milliseconds(i)
    end = begin
    until = startedAt
  }
  for (let i = end - 1, time = until; i >= 0; time -= milliseconds(i--)) times[i] = time
  return times

  function milliseconds(i: number): number {
    return readings[i]!.seconds * 1000
  }
}
