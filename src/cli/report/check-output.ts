import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../core/usage-error.js'

/** Throws UsageError for a file whose folder does not exist, before any work is done for it. */
export function checkOutput(output: string | undefined): void {
  if (output === undefined || output === '-' || existsSync(dirname(resolve(output)))) return
  throw new UsageError(`--output ${output}: there is no folder ${dirname(output)}. Make it first, or name another file`)
}
