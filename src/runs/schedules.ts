import { dirname } from 'node:path'
import { groupSchedules } from '../analyze/figures/schedules.js'
import { canonicalJson } from '../core/json.js'
import type { Params } from '../core/trial.js'
import { completeParams } from '../execute/attempt/params.js'
import { ratesOf } from '../execute/inspection.js'
import { planErrorAt } from '../plan/sweep-file.js'
import { trialsOf } from '../plan/trials.js'
import type { SchedulesView } from '../report/schedules.js'
import type { CheckedSweep } from './checked-sweep.js'

/** More different points than this are not looked at: nobody reads so many charts. */
const mostPoints = 2000

/** The learning rates of a sweep's trials. Throws PlanError for an experiment that does not say what they are. */
export async function sweepSchedules(checked: CheckedSweep, note: (line: string) => void): Promise<SchedulesView> {
  const { file, experiment, rateParameters } = checked
  if (!rateParameters) {
    throw planErrorAt(
      file,
      'experiment',
      'this experiment does not say what its learning rates are, so that no schedule can be drawn',
      'Leave --schedules out, or give its definition learningRates: { parameters: [names], of: (params) => [rate of every epoch] }',
    )
  }
  const { points, complete } = differentPoints(checked, rateParameters)
  const curves = await ratesOf(experiment, points, note)
  const drawn = points.map((params, i) => ({ params, ...curves[i]! }))
  return { groups: groupSchedules(drawn, rateParameters), complete }
}

/** The points of a sweep, defaults filled in, that differ in one of these parameters. */
function differentPoints({ file, specs }: CheckedSweep, names: readonly string[]) {
  const different = new Map<string, Params>()
  for (const { params, seed } of trialsOf(file.sweep)) {
    if (seed !== file.sweep.seeds[0]) continue
    const completed = completeParams(params, specs, dirname(file.file))
    const key = canonicalJson(names.map((name) => completed[name] ?? null))
    if (different.has(key)) continue
    if (different.size === mostPoints) return { points: [...different.values()], complete: false }
    different.set(key, completed)
  }
  return { points: [...different.values()], complete: true }
}
