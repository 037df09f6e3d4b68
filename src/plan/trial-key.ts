import { hash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.js'
import type { Params } from '../core/trial.js'

/**
 * The name of a cell of the grid, the same for ever and in any order of the parameters: the first 16 hexadecimal
 * digits of the SHA-256 of the canonical JSON `{"experiment":…,"params":{…},"seed":…}`.
 */
export function trialKey(experiment: string, params: Params, seed: number): string {
  return hash('sha256', canonicalJson({ experiment, params, seed })).slice(0, 16)
}
