import type { Trial } from '../../core/trial.js'

/** What a trial goes on from: a trial's number may be another's since its sweep was edited, its parameters are its own. */
export function continuedText(trial: Trial, from: Pick<Trial, 'params'>): string {
  const others = Object.entries(from.params).filter(([name, value]) => value !== trial.params[name])
  const words = others.filter(([, value]) => typeof value === 'number').map(([name, value]) => `${name}=${value}`)
  return `continued from the finished trial with ${words.join(' ') || 'fewer steps'}`
}
