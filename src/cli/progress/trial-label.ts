import { isFixed } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Trial } from '../../core/trial.js'

/** A trial in a few words: its number, those of its parameters that are not fixed, and its seed when there are several. */
export function trialLabel(sweep: Sweep, trial: Trial): string {
  const fixed = new Set(sweep.parameters.filter(isFixed).map(({ name }) => name))
  const words = Object.entries(trial.params).flatMap(([name, value]) =>
    fixed.has(name) ? [] : [`${name}=${showValue(value)}`],
  )
  if (sweep.seeds.length > 1) words.push(`seed=${trial.seed}`)
  return [`trial ${trial.number}`, ...words].join(' ')
}

function showValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
