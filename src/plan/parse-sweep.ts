import type { z } from 'zod'
import { didYouMean } from '../core/did-you-mean.js'
import type { Sweep } from '../core/sweep.js'
import { sweepDefaults } from '../core/sweep-defaults.js'
import { countTrials } from './count-trials.js'
import { parseParameters } from './parse-parameters.js'
import { pathText } from './path-text.js'
import type { PlanError } from './plan-error.js'
import { planErrorAt } from './plan-error-at.js'
import { readYaml } from './read-yaml.js'
import { showValue } from './show-value.js'
import type { SweepFile } from './sweep-file.js'
import { sweepKeys, sweepShape } from './sweep-shape.js'

/**
 * Parses and checks the text of a sweep file; `file` is only for messages and for paths relative to it.
 * Throws PlanError at the first thing that is wrong: every unknown key is refused, at every level.
 */
export function parseSweep(text: string, file: string): SweepFile {
  const { value, positions } = readYaml(text, file)
  const where = { file, positions }
  const shaped = sweepShape.safeParse(value)
  if (!shaped.success) throw shapeError(where, value, shaped.error.issues)

  const { seeds, parameters, ...rest } = shaped.data
  const sweep: Sweep = {
    ...sweepDefaults,
    ...rest,
    seeds: typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => i) : seeds,
    parameters: parseParameters(parameters, where),
  }
  const trials = countTrials(sweep)
  if (!Number.isSafeInteger(trials)) {
    const problem = `${trials.toPrecision(3)} trials are more than can be numbered`
    throw planErrorAt(where, 'parameters', problem, 'Search fewer parameters, or fewer values of each')
  }
  return { sweep, text, file, positions, overridden: new Set(), warnings: [] }
}

function shapeError(
  where: Pick<SweepFile, 'file' | 'positions'>,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): PlanError {
  // A misspelt key is also a missing one; the misspelling is the better thing to say.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!
  const path = pathText(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    const allowed = sweepKeys[path] ?? []
    const hint = `${didYouMean(key, allowed)}Allowed: ${allowed.join(', ')}`
    return planErrorAt(where, pathText([...issue.path, key]), `unknown key "${key}"`, hint)
  }
  if (value === null) return planErrorAt(where, path, `the file is empty; it ${issue.message}`)
  const given = issue.path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown>)[step], value)
  if (given === undefined) return planErrorAt(where, path, `missing; it ${issue.message}`)
  return planErrorAt(where, path, `${issue.message}, got ${showValue(given)}`)
}
