import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { experimentUrl } from '../../contract/experiment-url.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

/** A folder with a sweep, `s.yaml`, of the experiment that may start from other trials; `rest` holds its parameters. */
export async function startingSweep(rest: string, folder?: string): Promise<string> {
  const where = folder ?? (await temporaryFolder())
  const experiment = JSON.stringify(new URL(experimentUrl('starts-from.js')).pathname)
  const text = `name: s\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\n${rest}\n`
  await writeFile(join(where, 's.yaml'), text)
  return where
}
