import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

/** A folder with a sweep of checkpointing random walks, `walk.yaml`: 3 scales x 2 seeds of `steps` steps each. */
export async function walkSweep(steps: number, milliseconds: number): Promise<string> {
  const folder = await temporaryFolder()
  await copyFile(fileURLToPath(experimentUrl('walks.js')), join(folder, 'walks.js'))
  await writeFile(
    join(folder, 'walk.yaml'),
    `name: walk
experiment: ./walks.js
metric: { name: score, goal: maximize }
seeds: 2
parameters:
  scale: [1, 2, 3]
  steps: ${steps}
  milliseconds: ${milliseconds}
`,
  )
  return folder
}
