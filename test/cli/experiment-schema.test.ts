import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { sweepHere } from './sweep-here.js'

test('a zod schema fills in defaults, transforms, and is shown by plan', async () => {
  const folder = await withParameters('{ optimizer: [sgd, adam], units: 4 }')
  const { stdout } = await sweepHere(folder, 'plan', 's.yaml')
  expect(stdout).toContain('defaults: lr 0.01, layers [8], name null')
  const { code, stderr } = await sweepHere(folder, 'run', 's.yaml')
  expect(code).toBe(0)
  expect(stderr).toContain('0.01 sgd 8 4 NONE')
  expect((await sweepHere(folder, 'run', 's.yaml', 'name=net', 'layers=[[2,3]]')).stderr).toContain(
    '0.01 adam 2+3 4 NET',
  )
})

test('a schema may be written in TypeScript', async () => {
  const folder = await withParameters('{ lr: [0.1, 0.2] }', 'schema-in-typescript.ts')
  const { code, stderr } = await sweepHere(folder, 'run', 's.yaml', 'name=net')
  expect(code).toBe(0)
  expect(stderr).toContain('0.2 NET')
  const refused = await sweepHere(folder, 'plan', 's.yaml', 'lr=-1')
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/lr=… on the command line: .*got -1/) })
})

test.each([
  [
    'a value of the wrong type',
    '{ optimizer: [sgd, adam], units: [4, many] }',
    /s\.yaml:4:\d+ .*units.*must be an integer from 1 to 64, got "many"/,
  ],
  [
    'a value that only the schema knows to be wrong',
    '{ optimizer: sgd, units: 4, lr: [0.1, -1] }',
    /s\.yaml:4:\d+ parameters\.lr\[1\]: .*got -1/,
  ],
  ['an item of a list', '{ optimizer: sgd, units: 4, layers: { value: [8, 0] } }', /parameters\.layers.*got \[8,0\]/],
  [
    'values that do not go together',
    '{ optimizer: [sgd, adam], units: 40 }',
    /parameters: adam takes less than 32 units, at the point \{"optimizer":"adam","units":40\}/,
  ],
  [
    'a value that stands far behind in a large grid',
    `{ lr: [0.1, -1], optimizer: [sgd], units: [${Array.from({ length: 60 }, (_, i) => i + 1)}], layers: { values: [${Array.from({ length: 60 }, (_, i) => `[${i + 1}]`)}] } }`,
    /parameters\.lr\[1\]/,
  ],
  [
    'a condition on a parameter that the schema requires',
    '{ optimizer: [sgd, adam], units: { values: [4], when: { optimizer: sgd } } }',
    /units: .* absent at the point \{"optimizer":"adam"\}/,
  ],
  ['a parameter that nobody reads', '{ optimizer: sgd, unit: 4 }', /unknown parameter. Did you mean "units"\?/],
  ['a parameter that is missing', '{ optimizer: sgd }', /parameters\.units: missing; the experiment ".*" needs it$/m],
])('%s is refused before the first trial', async (_name, parameters, message) => {
  const { code, stderr } = await sweepHere(await withParameters(parameters), 'plan', 's.yaml')
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})

test('an experiment can check points by itself, with the defaults filled in', async () => {
  const folder = await temporaryFolder()
  await writeFile(
    join(folder, 'e.js'),
    `export default {
  parameters: {
    warm_up: { type: 'integer', default: 3, description: '' },
    epochs: { type: 'integer', description: '' },
    best: { type: 'json', default: 'last', description: '' },
  },
  check: ({ warm_up, epochs, best }, { name }) => {
    if (warm_up >= epochs) throw new Error(\`\${warm_up} of \${epochs} epochs warm up before \${best} \${name}\`)
  },
  run: async () => ({ loss: 1 }),
}`,
  )
  const head = 'experiment: ./e.js\nmetric: { name: loss, goal: minimize }\n'
  await writeFile(join(folder, 's.yaml'), `${head}parameters: { epochs: [5, 2], best: null }\n`)
  const { code, stderr } = await sweepHere(folder, 'plan', 's.yaml')
  expect(code).toBe(2)
  expect(stderr).toContain('3 of 2 epochs warm up before null loss, at the point {"epochs":2,"best":null}')
  expect((await sweepHere(folder, 'plan', 's.yaml', 'epochs=5')).code).toBe(0)
})

test('prepare is told what the sweep optimizes, and can refuse it before anything is kept', async () => {
  const folder = await temporaryFolder()
  await writeFile(
    join(folder, 'e.js'),
    `export default {
  parameters: { split: { type: 'string', description: '' } },
  async prepare(values, log, { metric }) {
    log(metric.goal + ' ' + metric.name + ' of ' + values.split)
    if (metric.name === 'test_loss' && values.split.includes('none')) throw new Error('without a split there is no test_loss')
  },
  run: async () => ({ test_loss: 1 }),
}`,
  )
  const yaml = (split: string) =>
    `name: s\nexperiment: ./e.js\nmetric: { name: test_loss, goal: minimize }\nparameters: { split: ${split} }\n`
  await writeFile(join(folder, 's.yaml'), yaml('[some, none]'))
  const refused = await sweepHere(folder, 'run', 's.yaml')
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('without a split there is no test_loss') })
  await expect(access(join(folder, 'runs'))).rejects.toThrow('ENOENT')
  await writeFile(join(folder, 's.yaml'), yaml('some'))
  const { code, stderr } = await sweepHere(folder, 'run', 's.yaml')
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('minimize test_loss of some') })
})

async function withParameters(parameters: string, file = 'with-schema.js'): Promise<string> {
  const folder = await temporaryFolder()
  const experiment = JSON.stringify(new URL(experimentUrl(file)).pathname)
  const head = `name: s\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\n`
  await writeFile(join(folder, 's.yaml'), `${head}parameters: ${parameters}\n`)
  return folder
}

test('a parameter needs no description', async () => {
  const folder = await temporaryFolder()
  await writeFile(
    join(folder, 'e.mjs'),
    `export default { parameters: { lr: { type: 'number' } }, run: async () => ({ score: 1 }) }`,
  )
  const { code, stdout } = await sweepHere(folder, 'experiment', './e.mjs')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^lr +needed +number *$/m)
})
