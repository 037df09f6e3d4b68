import { resolve } from 'node:path'
import { writeFileSafely } from '../../core/write-file-safely.js'
import { printText } from '../print-text.js'

/** Writes a report to a file, whole or not at all, or to stdout where `output` is `-` or left out. */
export async function writeReport(text: string, output: string | undefined): Promise<void> {
  if (output === undefined || output === '-') return printText([text])
  await writeFileSafely(resolve(output), text.endsWith('\n') ? text : `${text}\n`)
  console.error(`Written: ${output}`)
}
