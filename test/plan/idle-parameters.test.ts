import { expect, test } from 'vitest'
import type { ParameterSpecs } from '#sweep/core/parameter.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { idleParameters } from '#sweep/plan/point-check.js'

const description = ''
const specs: ParameterSpecs = {
  optimizer: { type: 'string', default: 'sgd', description },
  lr: { type: 'number', description },
  momentum: { type: 'number', default: 0.9, description, readWhen: { optimizer: ['sgd', 'nesterov'] } },
  beta1: { type: 'number', default: 0.9, description, readWhen: { optimizer: ['adam'] } },
}

test.each([
  [
    'a parameter that some points do not read',
    'optimizer: [sgd, adam]\n  momentum: [0.5, 0.9]',
    [
      's.yaml:5 parameters.momentum: with optimizer adam nothing reads it, so trials that differ in it alone are trained alike. Give it when: { optimizer: [sgd] }',
    ],
  ],
  [
    'one that no point reads, by a default',
    'beta1: [0.5, 0.9]',
    [
      's.yaml:4 parameters.beta1: with optimizer sgd nothing reads it, so trials that differ in it alone are trained alike. Leave it out, or search optimizer too',
    ],
  ],
  [
    'a condition that leaves it out',
    'optimizer: [sgd, adam]\n  momentum: { values: [0.5, 0.9], when: { optimizer: sgd } }',
    [],
  ],
  ['a value that all share', 'optimizer: [sgd, adam]\n  momentum: 0.9', []],
  ['all points reading it', 'optimizer: [sgd, nesterov]\n  momentum: [0.5, 0.9]', []],
] as const)('%s', (_, parameters, warnings) => {
  expect(idleParameters(sweep(parameters), specs, 100)).toEqual(warnings)
})

test('parameters that move together, and drawn ones, multiply nothing', () => {
  const parameters = 'optimizer: [sgd, adam]\n  momentum: [0.5, 0.9]'
  expect(idleParameters(sweep(parameters, 'zip: [[optimizer, momentum]]'), specs, 100)).toEqual([])
  expect(idleParameters(sweep(parameters, 'method: random\nrun_cap: 4'), specs, 100)).toEqual([])
})

function sweep(parameters: string, more = '') {
  const text = `experiment: x\nmetric: { name: loss, goal: minimize }\nparameters:\n  ${parameters}\n${more}\n`
  return parseSweep(text, 's.yaml')
}
