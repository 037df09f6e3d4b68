import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ParameterSpecs } from '#sweep/core/parameter.js'
import { checkParameters } from '#sweep/plan/experiment-check.js'
import { loadSweep } from '#sweep/plan/loading.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { parameterValues } from '#sweep/plan/preparation.js'

const specs: ParameterSpecs = {
  optimizer: { type: 'string', values: ['sgd', 'nesterov', 'adam'], default: 'nesterov', description: 'update rule' },
  lr: { type: 'number', min: 0, default: 0.01, description: 'learning rate' },
  dropout: { type: 'number', min: 0, max: 0.9, default: 0.2, description: 'share dropped' },
  offset: { type: 'number', max: 0, default: 0, description: 'at most nothing' },
  epochs: { type: 'integer', min: 1, description: 'passes over the data' },
  data: { type: 'path', default: null, description: 'faces' },
  labels: { type: 'path', description: 'must be given' },
  flip: { type: 'boolean', default: true, description: 'mirror at random' },
  note: { type: 'string', default: '', description: 'free text' },
  layers: { type: 'json', default: [8], description: 'anything' },
}
const head = `name: a
experiment: fer
metric: { name: val_accuracy, goal: maximize }
parameters:
`
const needed = '  epochs: 1\n  labels: labels.csv\n'
let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-check-'))
  file = join(folder, 's.yaml')
  writeFileSync(join(folder, 'labels.csv'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

function check(parameters: string): void {
  checkParameters(parseSweep(head + parameters, file), specs, 'fer')
}

describe('checkParameters', () => {
  test('lets pass what fits', () => {
    const all = '  lr: [0, 1]\n  data: [null, labels.csv]\n  flip: false\n  note: x\n  layers: { value: { a: [1] } }\n'
    expect(check(needed + all)).toBeUndefined()
  })

  test('lets everything pass for an experiment that says nothing of its parameters', () => {
    expect(checkParameters(parseSweep(`${head}  x: 1\n`, file), undefined, './mine.ts')).toBeUndefined()
  })

  test.each([
    [
      'a misspelt parameter',
      '  optimiser: adam\n',
      '7:3 parameters.optimiser: unknown parameter. Did you mean "optimizer"? The experiment "fer" reads: optimizer, lr, dropout, offset, epochs, data, labels, flip, note, layers',
    ],
    [
      'a member of every object',
      '  constructor: 1\n',
      '7:3 parameters.constructor: unknown parameter. The experiment "fer" reads: optimizer, lr, dropout, offset, epochs, data, labels, flip, note, layers',
    ],
    ['text for a number', '  lr: [0.1, fast]\n', '7:13 parameters.lr[1]: must be a number of at least 0, got "fast"'],
    [
      'a number below its range',
      '  lr:\n    - 0.1\n    - -0.1\n',
      '9:7 parameters.lr[1]: must be a number of at least 0, got -0.1',
    ],
    [
      'a number outside its range',
      '  dropout: { values: [0, 1] }\n',
      '7:26 parameters.dropout.values[1]: must be a number from 0 to 0.9, got 1',
    ],
    ['a number above its range', '  offset: 1\n', '7:3 parameters.offset: must be a number of at most 0, got 1'],
    ['null for a number', '  lr:\n', '7:3 parameters.lr: must be a number of at least 0, got null'],
    [
      'a word that is not among the values',
      '  optimizer: adm\n',
      '7:3 parameters.optimizer: must be one of sgd, nesterov, adam, got "adm". Did you mean "adam"?',
    ],
    [
      'a number for a word',
      '  optimizer: { value: 3 }\n',
      '7:16 parameters.optimizer.value: must be one of sgd, nesterov, adam, got 3',
    ],
    ['a word for a switch', '  flip: yes\n', '7:3 parameters.flip: must be true or false, got "yes"'],
    ['a number for text', '  note: 1\n', '7:3 parameters.note: must be text, got 1'],
    ['a number for a path', '  data: 1\n', '7:3 parameters.data: must be a path, got 1'],
  ])('refuses %s', (_, line, message) => {
    expect(messageOf(() => check(needed + line))).toBe(`${file}:${message}`)
  })

  test('refuses half an integer', () => {
    const message = `${file}:5:3 parameters.epochs: must be an integer of at least 1, got 1.5`
    expect(messageOf(() => check('  epochs: 1.5\n  labels: labels.csv\n'))).toBe(message)
  })

  test('refuses a file that does not exist, looked for beside the sweep file', () => {
    const message = `${file}:7:3 parameters.data: ${join(folder, 'no.csv')} does not exist. A path in a sweep file is relative to that file`
    expect(messageOf(() => check(`${needed}  data: no.csv\n`))).toBe(message)
  })

  test('refuses null for a path that must be given', () => {
    const message = `${file}:6:3 parameters.labels: must be a path, got null`
    expect(messageOf(() => check('  epochs: 1\n  labels: null\n'))).toBe(message)
  })

  test('asks for a parameter without a default', () => {
    const message = `${file}:4:1 parameters.epochs: missing; the experiment "fer" needs it: passes over the data`
    expect(messageOf(() => check('  labels: labels.csv\n'))).toBe(message)
  })

  test('names the command line when the value came from there', async () => {
    writeFileSync(file, head + needed)
    const loaded = await loadSweep(file, ['epochs=0'])
    expect(messageOf(() => checkParameters(loaded, specs, 'fer'))).toBe(
      'epochs=… on the command line: must be an integer of at least 1, got 0',
    )
  })
})

test('parameterValues fills in defaults and makes paths absolute', () => {
  const parsed = parseSweep(`${head}${needed}  data: [null, ../faces.csv]\n  lr: [1, 2]\n`, '/study/sweeps/s.yaml')
  expect(parameterValues(parsed, specs)).toEqual({
    optimizer: ['nesterov'],
    lr: [1, 2],
    dropout: [0.2],
    offset: [0],
    epochs: [1],
    data: [null, '/study/faces.csv'],
    labels: ['/study/sweeps/labels.csv'],
    flip: [true],
    note: [''],
    layers: [[8]],
  })
  expect(parameterValues(parsed, undefined)).toEqual({
    epochs: [1],
    labels: ['labels.csv'],
    data: [null, '../faces.csv'],
    lr: [1, 2],
  })
})

function messageOf(act: () => void): string {
  try {
    act()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}
