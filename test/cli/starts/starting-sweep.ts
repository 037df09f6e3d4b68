import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { experimentUrl } from '../../contract/experiment-url.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { storedTrials } from '../stored-trials.js'
import { sweep } from '../sweep-process.js'

/** A folder with a run, `first`, of two trials, and the sweep of two more that start from them; with the values of the first. */
export async function startedTwice(): Promise<{ readonly folder: string; readonly best: readonly (number | null)[] }> {
  const folder = await startingSweep('seeds: 2\nparameters: { steps: 6 }')
  expect(await sweep(folder, 'run', 's.yaml', '--name', 'first')).toMatchObject({ code: 0 })
  const best = (await storedTrials(folder, 'first')).map(({ value }) => value)
  await startingSweep(
    'parameters: { init_from: [{ run: first, trial: 1 }, { run: first, trial: 2 }], steps: 2 }',
    folder,
  )
  return { folder, best }
}

/** A folder with a sweep, `s.yaml`, of the experiment that may start from other trials; `rest` holds its parameters. */
export async function startingSweep(rest: string, folder?: string): Promise<string> {
  const where = folder ?? (await temporaryFolder())
  const experiment = JSON.stringify(new URL(experimentUrl('starts-from.js')).pathname)
  const text = `name: s\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\n${rest}\n`
  await writeFile(join(where, 's.yaml'), text)
  return where
}
