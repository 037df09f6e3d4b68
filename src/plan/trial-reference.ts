import type { Json } from '../core/json.js'

/** A trial of another run, as a sweep file names it. */
export interface TrialReference {
  readonly run: string
  readonly trial: number
}

/** What `{ run: study, trial: 4 }` says; undefined for anything else. */
export function trialReference(value: Json | undefined): TrialReference | undefined {
  if (!isReferenceMap(value)) return undefined
  const { run, trial } = value as { readonly run: unknown; readonly trial: unknown }
  if (typeof run !== 'string' || run === '' || !Number.isSafeInteger(trial) || (trial as number) < 1) return undefined
  return { run, trial: trial as number }
}

/** Whether it is a map with the keys `run` and `trial` and no other, whatever they hold. */
export function isReferenceMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).sort().join() === 'run,trial'
}
