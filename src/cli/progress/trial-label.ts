import { isSearched } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Trial } from '../../core/trial.js'

/** A trial in a few words: its number, its searched parameters, and its seed when there are several. */
export function trialLabel(sweep: Sweep, trial: Trial): string {
  const searched = sweep.parameters.filter(isSearched).map(({ name }) => name)
  const words = searched.map((name) => `${name}=${showValue(trial.params[name])}`)
  if (sweep.seeds.length > 1) words.push(`seed=${trial.seed}`)
  return [`trial ${trial.number}`, ...words].join(' ')
}

function showValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
