import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ParameterSpecs } from '#sweep/core/parameter.js'
import { checkParameters } from '#sweep/plan/experiment-check.js'
import { applyOverrides } from '#sweep/plan/overrides.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { parameterValues } from '#sweep/plan/preparation.js'
import { trialsOf } from '#sweep/plan/trials.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const specs: ParameterSpecs = {
  init_from: { type: 'trial', default: null, description: 'what it begins with' },
  other: { type: 'trial', description: 'must be given' },
  lr: { type: 'number', default: 0.1, description: 'learning rate' },
}
const study = { run: 'study', trial: 4 }

test.each([
  ['null', [null]],
  ['{ run: study, trial: 4 }', [study]],
  ['{ value: { run: study, trial: 4 } }', [study]],
  ['[{ run: study, trial: 4 }, null]', [study, null]],
  ['{ values: [{ run: study, trial: 4 }] }', [study]],
  ['{ run: study, trial: 4, when: { lr: 1 } }', [study]],
])('init_from: %s is understood', (text, values) => {
  const file = sweepOf(`lr: [1, 2], other: { run: study, trial: 4 }, init_from: ${text}`)
  checkParameters(file, specs, 'e')
  expect(file.sweep.parameters.at(-1)).toMatchObject({ values })
})

test('the key of a trial is that of the value, however it is written', () => {
  const keys = ['{ run: study, trial: 4 }', '[{ trial: 4, run: study }]', '{ value: { run: study, trial: 4 } }'].map(
    (text) => [...trialsOf(sweepOf(`init_from: ${text}`).sweep)][0]!.key,
  )
  expect(new Set(keys).size).toBe(1)
})

test('a trial can be named on the command line', () => {
  const file = applyOverrides(sweepOf('other: null, lr: 1'), ['init_from={run: study, trial: 4}'], specs)
  expect(file.sweep.parameters.at(-1)).toEqual({ name: 'init_from', values: [study] })
  expect(parseSweep(file.text, file.file).sweep).toEqual(file.sweep)
})

test.each([
  ['other: null', /other: must be the folder of a model, or a trial as \{ run: study, trial: 4 \}, got null$/],
  ['other: 4', /got 4$/],
  ['other: { run: study, trial: best }', /got \{"run":"study","trial":"best"\}$/],
  ['other: { run: study, trial: 0 }', /got \{"run":"study","trial":0\}$/],
  ['other: { value: { run: study } }', /got \{"run":"study"\}$/],
  ['other: { run: study }', /parameters\.other\.run: unknown key "run"/],
  ['other: [nowhere]', /other\[0\]: .*nowhere does not exist\. A path in a sweep file is relative to that file$/],
  ['other: empty', /empty holds no model\.json\. Name a folder in which sweep retrain has kept a model$/],
  ['other: half', /half holds no weights\.bin\./],
  ['other: model, lr: { run: study, trial: 4 }', /lr: must be a number, got \{"run":"study","trial":4\}$/],
])('%s is refused', async (parameters, message) => {
  const folder = await temporaryFolder()
  for (const name of ['empty', 'half', 'model']) await mkdir(join(folder, name))
  for (const name of ['half/model.json', 'model/model.json', 'model/weights.bin'])
    await writeFile(join(folder, name), '')
  expect(() => checkParameters(sweepOf(parameters, folder), specs, 'e')).toThrow(message)
})

test('parameterValues gives starting points', () => {
  const point = {
    kind: 'checkpoints',
    folder: '/c',
    file: '/c/f',
    step: 1,
    metric: { name: 'm', goal: 'minimize' },
  } as const
  const file = sweepOf('other: ../model, init_from: [null, { run: study, trial: 4 }]', '/study/sweeps')
  expect(parameterValues(file, specs, { '{"run":"study","trial":4}': point })).toEqual({
    init_from: [null, point],
    other: [{ kind: 'model', folder: '/study/model', metric: null }],
    lr: [0.1],
  })
})

function sweepOf(parameters: string, folder = '/base') {
  const text = `name: s\nexperiment: fer\nmetric: { name: score, goal: maximize }\nparameters: { ${parameters} }\n`
  return parseSweep(text, join(folder, 's.yaml'))
}
