import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '#sweep/core/errors.js'
import { loadSweep } from '#sweep/plan/loading.js'
import { applyOverrides, rebasePaths } from '#sweep/plan/overrides.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { PlanError } from '#sweep/plan/sweep-file.js'

const text = `# Which optimizer, at which rate?
name: optimizers
experiment: fer
metric: { name: val_accuracy, goal: maximize }
parameters:
  # the searched ones
  optimizer:
    - nesterov
    - adam
  lr: &rates [0.01, 0.001] # per step
  eta_min: *rates
  batch_size: 64 # images
  layers: { value: [8, 16] }
  data: faces.csv
`
let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-load-'))
  file = join(folder, 's.yaml')
  writeFileSync(file, text)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('loadSweep', () => {
  test('without overrides keeps the text as it is', async () => {
    const loaded = await loadSweep(file, [])
    expect(loaded).toEqual(parseSweep(text, file))
    expect(loaded.text).toBe(text)
  })

  test.each([
    ['a number', 'lr=0.1', 'lr', [0.1]],
    ['several words', 'optimizer=adam,nesterov,sgd', 'optimizer', ['adam', 'nesterov', 'sgd']],
    ['a part of a split', 'optimizer=test[:50%]', 'optimizer', ['test[:50%]']],
    ['parts of splits', 'optimizer=train[:90%], train[90%:]', 'optimizer', ['train[:90%]', 'train[90%:]']],
    ['a list of them', 'optimizer=[[a, b[1:]]]', 'optimizer', [['a', 'b[1:]']]],
    ['words with spaces around them', 'optimizer = adam, sgd', 'optimizer', ['adam', 'sgd']],
    ['a YAML list', 'lr=[1,2]', 'lr', [1, 2]],
    ['a list as one value', 'layers=[[8,16,32]]', 'layers', [[8, 16, 32]]],
    ['several lists', 'layers=[8],[16]', 'layers', [[8], [16]]],
    ['a map as one value', 'layers={a: 1}', 'layers', [{ a: 1 }]],
    ['null', 'data=null', 'data', [null]],
    ['text with an equals sign', 'data=a=b.csv', 'data', ['a=b.csv']],
    ['quoted text with a comma', 'data="a,b.csv"', 'data', ['a,b.csv']],
    ['text that looks like a number', 'batch_size="64"', 'batch_size', ['64']],
    ['text that would be a comment', 'data="#1: x"', 'data', ['#1: x']],
    ['true', 'batch_size=true', 'batch_size', [true]],
    ['a value that others point to', 'lr=1', 'lr', [1]],
  ])('overrides with %s: %s', async (_, override, name, values) => {
    const loaded = await loadSweep(file, [override])
    const original = parseSweep(text, file).sweep
    expect(loaded.sweep).toEqual({
      ...original,
      parameters: original.parameters.map((parameter) => (parameter.name === name ? { name, values } : parameter)),
    })
    expect(parseSweep(loaded.text, file).sweep).toEqual(loaded.sweep)
    expect(loaded.overridden).toEqual(new Set([name]))
  })

  test.each([
    ['a number of repeats', 'seeds=3', [0, 1, 2]],
    ['a list of seeds', 'seeds=7,5', [7, 5]],
    ['one seed', 'seeds=[[7]]', [7]],
  ])('overrides the seeds of the sweep with %s: %s', async (_, override, seeds) => {
    const loaded = await loadSweep(file, [override])
    expect(loaded.sweep).toEqual({ ...parseSweep(text, file).sweep, seeds })
    expect(parseSweep(loaded.text, file).sweep).toEqual(loaded.sweep)
  })

  test('a parameter with the name seeds is a parameter', async () => {
    const { sweep } = applyOverrides(parseSweep(text, file), ['seeds=3'], {
      seeds: { type: 'integer', description: 'Many.' },
    })
    expect(sweep.seeds).toEqual(parseSweep(text, file).sweep.seeds)
    expect(sweep.parameters.at(-1)).toEqual({ name: 'seeds', values: [3] })
  })

  test('writes overrides into the text, in their places, and keeps its comments', async () => {
    const loaded = await loadSweep(file, ['batch_size=32', 'optimizer=sgd', 'lr=1,2', 'layers=[[4]]'])
    expect(loaded.text).toBe(`# Which optimizer, at which rate?
name: optimizers
experiment: fer
metric: { name: val_accuracy, goal: maximize }
parameters:
  # the searched ones
  optimizer: sgd
  lr: [ 1, 2 ] # per step
  eta_min: [ 0.01, 0.001 ]
  batch_size: 32 # images
  layers: { value: [ 4 ] }
  data: faces.csv
`)
    expect(loaded.positions['parameters.batch_size']).toEqual({ line: 12, column: 3 })
  })

  test.each([
    [
      'of an unknown parameter',
      ['optimiser=sgd'],
      /no parameter "optimiser"\. Did you mean "optimizer"\? Its parameters: optimizer, lr, eta_min, batch_size, layers, data$/,
    ],
    ['of one like no other', ['zzz=1'], /s\.yaml has no parameter "zzz"\. Its parameters: optimizer/],
    ['of a prototype', ['__proto__=1'], /has no parameter "__proto__"/],
    [
      'given twice',
      ['lr=1', 'lr=2'],
      /^"lr=2": "lr" is overridden twice\. Write lr=value,value to try several values$/,
    ],
    ['without an equals sign', ['lr'], /^"lr" is not an override\. Write key=value or key=value,value, as lr=0\.1 or/],
    ['without a name', ['=1'], /^"=1" is not an override\./],
    ['without a value', ['lr='], /^"lr=" is not an override\./],
    ['with nothing between commas', ['lr=1,,2'], /^"lr=1,,2" is not an override \(/],
    ['with a comma at its end', ['lr=1,'], /^"lr=1," is not an override\./],
    ['with an empty list', ['lr=[]'], /^"lr=\[\]" is not an override\./],
    ['with brackets left open', ['lr=[1,2'], /^"lr=\[1,2" is not an override \(/],
    ['that breaks out of its list', ['lr=1], [2'], /^"lr=1\], \[2" is not an override \(/],
    ['of seeds that are none', ['seeds=0'], /^with seeds=0: seeds: must be a number of repeats from 1 to 100000/],
    ['that is not finite', ['lr=.inf'], /^"lr=\.inf" is not an override \(every number must be finite, got \.inf\)/],
    [
      'with a repeated value',
      ['lr=1,2,1.0'],
      /^with lr=1,2,1\.0: parameters\.lr\[2\]: 1 is already item 1 of this list/,
    ],
  ])('refuses an override %s: %j', async (_, overrides, message) => {
    const error = await loadSweep(file, overrides).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as UsageError).message).toMatch(message)
  })

  test('refuses a file that does not exist, and a folder', async () => {
    await expect(loadSweep(join(folder, 'no.yaml'), [])).rejects.toThrow('no.yaml cannot be read: it does not exist')
    await expect(loadSweep(folder, [])).rejects.toThrow('cannot be read: it is a folder')
  })

  test('refuses a broken file before it looks at overrides', async () => {
    const broken = join(folder, 'broken.yaml')
    writeFileSync(broken, 'nam: x\n')
    await expect(loadSweep(broken, ['lr=1'])).rejects.toThrow(PlanError)
  })
})

describe('applyOverrides', () => {
  const specs = { epochs: { type: 'integer', default: 3, description: 'passes' } } as const

  test('adds a parameter that only the experiment names, after the others', () => {
    const parsed = parseSweep(text, file)
    const { sweep, text: written, overridden } = applyOverrides(parsed, ['epochs=1,2'], specs)
    expect(sweep.parameters).toEqual([...parsed.sweep.parameters, { name: 'epochs', values: [1, 2] }])
    expect(parseSweep(written, file).sweep).toEqual(sweep)
    expect(overridden).toEqual(new Set(['epochs']))
  })

  test('refuses a name that neither the file nor the experiment knows', () => {
    expect(() => applyOverrides(parseSweep(text, file), ['epoch=1'], specs)).toThrow(
      'has no parameter "epoch". Did you mean "epochs"? Its parameters: optimizer, lr, eta_min, batch_size, layers, data, epochs',
    )
  })
})

describe('rebasePaths', () => {
  const specs = {
    data: { type: 'path', default: null, description: 'faces' },
    optimizer: { type: 'string', description: 'update rule' },
  } as const

  test('makes a path of the command line relative to the sweep file', async () => {
    const loaded = await loadSweep(file, ['data=faces.csv,/all/faces.csv,null', 'optimizer=adam'])
    const rebased = rebasePaths(loaded, specs, join(folder, 'elsewhere'))
    expect(rebased.sweep.parameters.at(-1)).toMatchObject({ values: ['elsewhere/faces.csv', '/all/faces.csv', null] })
    expect(rebased.sweep.parameters[0]).toMatchObject({ values: ['adam'] })
    expect(parseSweep(rebased.text, file).sweep).toEqual(rebased.sweep)
  })

  test('leaves a path of the sweep file as it is', async () => {
    const loaded = await loadSweep(file, ['lr=1'])
    expect(rebasePaths(loaded, specs, '/')).toBe(loaded)
  })
})
