import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkParameters } from '../../dist/plan/check-parameters.js'
import { countTrials } from '../../dist/plan/count-trials.js'
import { loadSweep } from '../../dist/plan/load-sweep.js'
import { trialsOf } from '../../dist/plan/trials-of.js'
import { parameters } from '../../dist/train/fer/parameters.js'

const folder = fileURLToPath(new URL('../../sweeps/', import.meta.url))
const trials: Readonly<Record<string, number>> = {
  'lr-batch.yaml': 40,
  'optimizers.yaml': 36,
  'quickstart.yaml': 8,
  'schedulers.yaml': 9,
}

test('the sweeps that are shipped are those that this test counts', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(trials))
})

test.each(Object.entries(trials))('%s plans %d different trials and is called like its file', async (name, count) => {
  const file = await loadSweep(folder + name)
  const { sweep } = file
  checkParameters(file, parameters, sweep.experiment)
  expect(countTrials(sweep)).toBe(count)
  expect(new Set([...trialsOf(sweep)].map(({ key }) => key)).size).toBe(count)
  expect(`${sweep.name}.yaml`).toBe(name)
})
