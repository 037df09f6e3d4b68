import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import type { Findings } from './warnings-of.js'

/** That there is too little to tell which point is best: one point, one seed, or two. */
export function tooFewTrials({ run }: RunData, { points, comparison }: Findings): readonly Warning[] {
  if (points.length === 0) return []
  if (points.length === 1) {
    return [{ kind: 'too_few_trials', text: 'One point is complete: there is nothing to compare it with.' }]
  }
  const most = Math.max(...points.map(({ seeds }) => seeds.length))
  if (most > 2) return []
  if (most === 2) {
    const text =
      'No point has more than two seeds: two tell little of how much seeds differ, so only large differences count.'
    return [{ kind: 'too_few_trials', text }]
  }
  const asked = run.sweep.seeds.length
  const advice = asked < 3 ? 'train every point with three or more (seeds: 3)' : `the sweep asks for ${asked} of each`
  const rest =
    comparison === null ? 'nothing tells a difference from chance' : 'what another seed would change is not known'
  return [{ kind: 'too_few_trials', text: `Every point has one seed: ${rest}; ${advice}.` }]
}
