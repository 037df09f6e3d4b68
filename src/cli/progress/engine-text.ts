import type { Conditions } from '../../core/run.js'

/** What a run trains with: `wasm 4.22.0`, or `tensorflow … on a GPU`. */
export function engineText({ engine, engineVersion, device }: Conditions): string {
  return `${engine} ${engineVersion}${device === 'gpu' ? ' on a GPU' : ''}`
}
