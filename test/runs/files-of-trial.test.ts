import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { filesOfTrial } from '#sweep/runs/folder.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

test('the files of a trial are its checkpoints, artifacts and models, not those of its neighbours', async () => {
  const runs = await temporaryFolder()
  const trial = { number: 3, key: 'c3', params: {}, seed: 0 }
  expect(await filesOfTrial(runs, 'r', trial)).toEqual([])
  const files = {
    ...{ 'r/checkpoints/c3/step-2.safetensors': 20, 'r/checkpoints/c4/step-1.safetensors': 9 },
    ...{ 'r/artifacts/c3/test.safetensors': 3, 'r/models/trial-3/artifacts/saliency.png': 4 },
    ...{ 'r/models/trial-3/model.json': 5, 'r/models/trial-3-abc/model.json': 6, 'r/models/trial-30/model.json': 9 },
  }
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(runs, path)), { recursive: true })
    await writeFile(join(runs, path), 'x'.repeat(bytes))
  }
  const found = await filesOfTrial(runs, 'r', trial)
  expect(found.map(({ path, bytes }) => [relative(runs, path), bytes])).toEqual([
    ['r/checkpoints/c3/step-2.safetensors', 20],
    ['r/artifacts/c3/test.safetensors', 3],
    ['r/models/trial-3/artifacts/saliency.png', 4],
    ['r/models/trial-3/model.json', 5],
    ['r/models/trial-3-abc/model.json', 6],
  ])
})
