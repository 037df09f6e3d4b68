import { readFile } from 'node:fs/promises'
import { UsageError } from '../core/usage-error.js'
import { applyOverrides } from './apply-overrides.js'
import { checkRuleValues } from './check-rule-values.js'
import { parseSweep } from './parse-sweep.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Reads a sweep file, and gives parameters that it names the values of `key=value` overrides.
 * Throws PlanError for the file, UsageError for a file that cannot be read and for an override.
 */
export async function loadSweep(file: string, overrides: readonly string[] = []): Promise<SweepFile> {
  const written = parseSweep(await textOf(file), file)
  checkRuleValues(written)
  return applyOverrides(written, overrides, undefined)
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : message
    throw new UsageError(`the sweep file ${file} cannot be read: ${why}`, { cause })
  }
}
