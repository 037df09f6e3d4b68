import fc from 'fast-check'
import { expect } from 'vitest'
import { SweepError } from '#sweep/core/errors.js'
import { parseExpression } from '#sweep/plan/expression.js'
import { checkRuleValues } from '#sweep/plan/loading.js'
import { applyOverrides, parseOverride } from '#sweep/plan/overrides.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { countTrials } from '#sweep/plan/space/space.js'
import { trialsOf } from '#sweep/plan/trials.js'
import { rewriteAsPoint } from '#sweep/plan/yaml-edits.js'
import { sweepTexts } from './sweep-texts.js'

/** Longer than anything that is tried here takes on a busy machine, by far. */
const limitMilliseconds = 3000

/**
 * Tries random texts as sweep files, overrides and expressions: each gives a plan or a SweepError, soon, and no prototype
 * is written to. Returns how many of the sweep files gave a plan.
 */
export function fuzzSweep(numRuns: number, seed: number): number {
  const members = Object.getOwnPropertyNames(Object.prototype)
  let plans = 0
  fc.assert(
    fc.property(sweepTexts, (text) => {
      if (soonAndClean(() => plan(text))) plans++
    }),
    { numRuns, seed },
  )
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('lr', '=', ',', '[', ']', '{', '}', '"', "'", ':', '&a ', '*a', '#', '1', '.', '__proto__', '\n'),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(
      pieces.map((all) => all.join('')),
      (text) => void soonAndClean(() => parseOverride(text)),
    ),
    { numRuns, seed },
  )
  const tokens = fc.array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'b',
        '+',
        '-',
        '*',
        '**',
        '<=',
        '==',
        'in',
        '&&',
        '||',
        '!',
        '?',
        ':',
        '(',
        ')',
        '[',
        ']',
        ',',
        '.',
        '1',
        '"x"',
        'params',
        'min',
        'constructor',
        '__proto__',
        '`',
        '=>',
        'this',
        ';',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(
      tokens.map((all) => all.join(' ')),
      (text) => {
        soonAndClean(() => parseExpression(text).value({ a: 2, b: 'x' }))
      },
    ),
    { numRuns, seed },
  )
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(members)
  return plans
}

function plan(text: string): void {
  const file = parseSweep(text, 'dir/s.yaml')
  expect(file.sweep.name).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/)
  const again = parseSweep(file.text, 'dir/s.yaml')
  expect(again.sweep).toEqual(file.sweep)
  checkRuleValues(file)
  expect(Number.isSafeInteger(countTrials(file.sweep))).toBe(true)
  const [first] = trialsOf(file.sweep)
  if (first === undefined) return
  const point = parseSweep(rewriteAsPoint(file, first.params), 'dir/s.yaml')
  expect([...trialsOf({ ...point.sweep, seeds: [first.seed] })].map(({ key }) => key)).toEqual([first.key])
  for (const { name } of file.sweep.parameters) {
    soonAndClean(() => applyOverrides(file, [`${name}=1,2`], undefined))
  }
}

/** Whether it came to its end; false where it was refused in words. */
function soonAndClean(act: () => unknown): boolean {
  const start = performance.now()
  try {
    act()
    return true
  } catch (error) {
    if (!(error instanceof SweepError)) throw error
    expect(error.message.length).toBeLessThan(4000)
    return false
  } finally {
    expect(performance.now() - start).toBeLessThan(limitMilliseconds)
  }
}
