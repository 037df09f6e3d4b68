import type { RankedTrial } from '../analyze/rank-trials.js'
import { isSearched, outerValues } from '../core/parameter.js'
import type { Run } from '../core/run.js'
import type { Trial } from '../core/trial.js'
import { UsageError } from '../core/usage-error.js'
import { parseSweep } from '../plan/parse-sweep.js'
import { rewriteAsPoint } from '../plan/rewrite-as-point.js'
import { trialKey } from '../plan/trial-key.js'
import { type CheckedSweep, checkSweepFile } from './check-sweep.js'

/** One trial of a run by itself, with overrides: checked as a sweep of that one point. Throws a SweepError. */
export async function checkTrial(
  run: Run,
  { number, params, seed }: RankedTrial,
  overrides: readonly string[],
): Promise<CheckedSweep & { readonly trial: Trial }> {
  const whole = parseSweep(run.sweepText, run.sweepFile)
  const point = parseSweep(rewriteAsPoint(whole, params), run.sweepFile)
  const checked = await checkSweepFile(point, overrides)
  const { parameters, experiment, seeds } = checked.file.sweep
  if (seeds.join() !== whole.sweep.seeds.join()) throw new UsageError('seeds= is for sweeps. Write --seeds K instead')
  const several = parameters.find(isSearched)
  if (several) throw new UsageError(`${several.name} was given several values, but one trial is trained: give one`)
  const overridden = Object.fromEntries(parameters.map((parameter) => [parameter.name, outerValues(parameter)[0]!]))
  return { ...checked, trial: { number, key: trialKey(experiment, overridden, seed), params: overridden, seed } }
}
