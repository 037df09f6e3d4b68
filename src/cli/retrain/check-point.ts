import { isSearched, outerValues } from '../../core/parameter.js'
import type { Run } from '../../core/run.js'
import type { Params } from '../../core/trial.js'
import { UsageError } from '../../core/usage-error.js'
import { parseSweep } from '../../plan/parsing.js'
import { rewriteAsPoint } from '../../plan/yaml-edits.js'
import { type CheckedSweep, type CheckOptions, checkSweepFile } from '../check-sweep.js'

/** One point of a run by itself. */
export interface CheckedPoint extends CheckedSweep {
  /** As it is trained, overrides applied. */
  readonly params: Params
}

/** One point of a run with overrides: checked as a sweep of that point alone. Throws a SweepError. */
export async function checkPoint(
  run: Run,
  params: Params,
  overrides: readonly string[],
  { scored = true }: Pick<CheckOptions, 'scored'> = {},
): Promise<CheckedPoint> {
  const whole = parseSweep(run.sweepText, run.sweepFile)
  const point = parseSweep(rewriteAsPoint(whole, params), run.sweepFile)
  const checked = await checkSweepFile(point, overrides, { scored })
  const { parameters } = checked.file.sweep
  const several = parameters.find(isSearched)
  if (several) throw new UsageError(`${several.name} was given several values, but one trial is trained: give one`)
  return {
    ...checked,
    params: Object.fromEntries(parameters.map((parameter) => [parameter.name, outerValues(parameter)[0]!])),
  }
}
