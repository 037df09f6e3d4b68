import { expect, test } from 'vitest'
import { createFailureStreak } from '#sweep/conduct/retries.js'
import type { ErrorClass } from '#sweep/core/errors.js'
import type { Outcome } from '#sweep/core/trial.js'

const complete: Outcome = { status: 'complete', metrics: {} }
const stopped: Outcome = { status: 'interrupted', reason: '' }
const failed = (message: string, errorClass: ErrorClass = 'error', name = 'Error'): Outcome => ({
  status: 'failed',
  error: { class: errorClass, name, message, stack: '' },
})

test.each<readonly [string, number, boolean, readonly Outcome[], boolean]>([
  ['three of the same error stop the sweep', 3, false, [failed('a'), failed('a'), failed('a')], true],
  ['two do not', 3, false, [failed('a'), failed('a')], false],
  ['only the first line counts', 2, false, [failed('a\n1'), failed('a\n2')], true],
  ['another message begins anew', 2, false, [failed('a'), failed('b'), failed('a')], false],
  ['another name begins anew', 2, false, [failed('a'), failed('a', 'error', 'TypeError')], false],
  ['another class begins anew', 2, false, [failed('a'), failed('a', 'timeout')], false],
  [
    'one that diverges has trained, so the count begins anew',
    2,
    false,
    [failed('a'), failed('a', 'diverged'), failed('a')],
    false,
  ],
  [
    'any number may diverge',
    2,
    false,
    [failed('a', 'diverged'), failed('a', 'diverged'), failed('a', 'diverged')],
    false,
  ],
  ['an attempt that was interrupted counts for nothing', 2, false, [failed('a'), stopped, failed('a')], true],
  ['after a complete one nothing is counted', 2, false, [complete, failed('a'), failed('a')], false],
  ['nor when one was complete before', 2, true, [failed('a'), failed('a')], false],
  ['0 never stops', 0, false, [failed('a'), failed('a'), failed('a'), failed('a')], false],
])('%s', (_sentence, limit, anyComplete, outcomes, stops) => {
  const streak = createFailureStreak(limit, anyComplete)
  expect(outcomes.map((outcome) => streak.ended(outcome)).at(-1)).toBe(stops)
})
