import { readFileSync } from 'node:fs'

/** The version of sweep itself. */
export function sweepVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version
}
