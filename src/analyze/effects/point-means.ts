import { canonicalJson } from '../../core/canonical-json.js'
import { mean } from '../statistics/mean.js'
import type { TrialRow } from '../trial-row.js'
import type { PointMean } from './point-mean.js'

/** The points that have complete trials, in the order of the sweep. */
export function pointMeans(trials: readonly TrialRow[]): readonly PointMean[] {
  const groups = new Map<string, Measured[]>()
  for (const trial of trials) {
    if (!isMeasured(trial)) continue
    const key = canonicalJson(trial.params)
    const group = groups.get(key)
    if (group) group.push(trial)
    else groups.set(key, [trial])
  }
  return [...groups.values()].map((members) => {
    members.sort((a, b) => a.seed - b.seed)
    const values = members.map(({ value }) => value)
    return { params: members[0]!.params, seeds: members.map(({ seed }) => seed), values, mean: mean(values) }
  })
}

type Measured = TrialRow & { readonly value: number }

function isMeasured(row: TrialRow): row is Measured {
  return row.status === 'complete' && row.value !== null && Number.isFinite(row.value)
}
