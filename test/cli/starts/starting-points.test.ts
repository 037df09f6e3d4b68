import { expect, test } from 'vitest'
import { sweep } from '../sweep-process.js'
import { startedTwice } from './starting-sweep.js'

test('a run starts from the best checkpoints of another', async () => {
  const { folder, best } = await startedTwice()
  const second = await sweep(folder, 'run', 's.yaml', '--engine', 'cpu')
  expect(second).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/prepares for \[\{"kind":"checkpoints","folder/),
  })
  for (const value of best) expect(second.stderr).toContain(`starts at ${value}`)
})
