import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../core/usage-error.js'

/** Throws UsageError for a file that cannot be written there, before any work is done for it. */
export function checkOutput(output: string | undefined): void {
  if (output === undefined || output === '-') return
  if (!existsSync(dirname(resolve(output)))) {
    throw new UsageError(
      `--output ${output}: there is no folder ${dirname(output)}. Make it first, or name another file`,
    )
  }
  if (statSync(output, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--output ${output}: it is a folder. Name a file in it`)
  }
}
