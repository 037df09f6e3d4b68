import { expect, test } from 'vitest'
import { storedTrials } from '../stored-trials.js'
import { sweep } from '../sweep-process.js'
import { startingSweep } from './starting-sweep.js'

test('a run starts from the best checkpoints of another', async () => {
  const folder = await startingSweep('seeds: 2\nparameters: { steps: 6 }')
  expect(await sweep(folder, 'run', 's.yaml', '--name', 'first', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const best = (await storedTrials(folder, 'first')).map(({ value }) => value)

  await startingSweep(
    'parameters: { init_from: [{ run: first, trial: 1 }, { run: first, trial: 2 }], steps: 2 }',
    folder,
  )
  const second = await sweep(folder, 'run', 's.yaml', '--engine', 'cpu')
  expect(second).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/prepares for \[\{"kind":"checkpoints","folder/),
  })
  for (const value of best) expect(second.stderr).toContain(`starts at ${value}`)
})
