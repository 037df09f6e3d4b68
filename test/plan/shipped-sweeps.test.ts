import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Params } from '#sweep/core/trial.js'
import { checkMetric, checkParameters } from '#sweep/plan/experiment-check.js'
import { loadSweep } from '#sweep/plan/loading.js'
import { countTrials } from '#sweep/plan/space/space.js'
import { trialsOf } from '#sweep/plan/trials.js'
import fer from '#sweep/vision/fer.js'

const folder = fileURLToPath(new URL('../../sweeps/', import.meta.url))
const trials: Readonly<Record<string, number>> = {
  'cpu/fer2013.yaml': 1,
  'cpu/fine-tune.yaml': 4,
  'cpu/grid.yaml': 24,
  'cpu/lr-batch.yaml': 40,
  'cpu/optimizers.yaml': 14,
  'cpu/schedulers.yaml': 6,
  'optimizers.yaml': 36,
  'paper/fine-tune.yaml': 4,
  'paper/grid.yaml': 324,
  'paper/optimizers.yaml': 14,
  'paper/schedulers.yaml': 6,
  'quickstart.yaml': 8,
}

test('the sweeps that are shipped are those that this test counts', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => name.endsWith('.yaml')).sort()).toEqual(Object.keys(trials))
})

test.each(Object.entries(trials))('%s plans %d different trials and is called like its file', async (name, count) => {
  const file = await loadSweep(folder + name)
  const { sweep } = file
  checkParameters(file, fer.parameters, sweep.experiment)
  checkMetric(file, fer.metrics)
  expect(countTrials(sweep)).toBe(count)
  const planned = [...trialsOf(sweep)]
  expect(new Set(planned.map(({ key }) => key)).size).toBe(count)
  for (const { params } of planned) fer.check(defaultsAnd(params), sweep.metric)
  expect(sweep.name).toBe([dirname(name), basename(name, '.yaml')].filter((part) => part !== '.').join('-'))
})

function defaultsAnd(params: Params): Params {
  const defaults = Object.entries(fer.parameters).map(([name, spec]) => [name, spec.default ?? null])
  return { ...Object.fromEntries(defaults), ...params }
}
