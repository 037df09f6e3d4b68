import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseSweep } from '#sweep/plan/parsing.js'
import { sweepSchema } from '#sweep/plan/schema.js'
import { fileWith, forms } from './forms.js'
import { refusalOf } from './refusal-of.js'
import { good, having, parameters } from './sweep-text.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const shipped = readdirSync(`${root}sweeps`, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
)
const schema = sweepSchema()
const valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema)
const first = '# yaml-language-server: $schema='

const everyKey = `name: all
experiment: ./x.ts
method: grid
metric: { name: loss, goal: minimize, target: 0.1 }
run_cap: 10
search_seed: 3
seeds: [4, 5]
parameters: { a: [1, 2], b: [1, 2], c: { values: [3, 4], when: { a: 1 } } }
zip: [[a, b]]
include: [{ a: 7 }]
exclude: [{ a: 1 }]
when: [a < 9]
on_failure: { error: { retries: 1, backoff: 10s }, timeout: {} }
max_consecutive_failures: 0
stall_timeout: auto
trial_timeout: 2h
checkpoint_every: 30s
isolation: shared
recycle_after: 5
host_memory: 4 GiB
description: x
`

describe('the schema of the sweep file', () => {
  test('is what the build has written beside the code', () => {
    expect(JSON.parse(readFileSync(`${root}dist/sweep.schema.json`, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(schema)),
    )
  })

  test.each(shipped)('is named by %s, which keeps it', (name) => {
    const text = readFileSync(`${root}sweeps/${name}`, 'utf8')
    const up = '../'.repeat(name.split('/').length)
    expect(text.split('\n')[0]).toBe(`${first}${up}dist/sweep.schema.json`)
    expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true)
  })

  test.each([
    ...forms.map((row): [string, string] => [row.form, fileWith(row)]),
    ['every key', everyKey],
    ['a plain grid', good],
    ['a value twice in a list that is zipped', `${parameters('  a: [1, 1]\n  b: [2, 3]\n')}zip: [[a, b]]\n`],
    ['seconds as a number', `${good}stall_timeout: 1.5\ntrial_timeout: 90\nhost_memory: 4000000000\n`],
    ...['grid.yaml', 'random.yaml'].map((name): [string, string] => [
      `W&B's ${name}`,
      readFileSync(`${root}test/fixtures/wandb/${name}`, 'utf8'),
    ]),
  ])('lets pass what parseSweep does: %s', (_, text) => {
    parseSweep(text, 's.yaml')
    expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true)
  })

  test.each([
    ['a misspelt key', having('parameters', 'paramters')],
    ['a misspelt key of the metric', having('goal: maximize', 'gaol: maximize')],
    ['another goal', having('maximize', 'max')],
    ['no experiment', having('experiment: fer\n', '')],
    ['no metric', having('metric: { name: val_accuracy, goal: maximize }\n', '')],
    ['the method bayes', `${good}method: bayes\n`],
    ['random without an end', `${good}method: random\n`],
    ['half a repeat', `${good}seeds: 1.5\n`],
    ['a name that leaves its folder', having('name: a', 'name: ../a')],
    ['a list of parameters', parameters('  - lr\n')],
    ['a space in a name', parameters('  "learning rate": 1\n')],
    ['an empty list', parameters('  lr: []\n')],
    ['values that are no list', parameters('  lr: { values: 1 }\n')],
    ['both value and values', parameters('  lr: { values: [1], value: 1 }\n')],
    ['misspelt values', parameters('  lr: { valeus: [1] }\n')],
    ['a range without a step', parameters('  lr: { range: { min: 0, max: 1 } }\n')],
    ['a logspace from 0', parameters('  lr: { logspace: { min: 0, max: 1, count: 5 } }\n')],
    ['a distribution that there is not', parameters('  lr: { distribution: beta, min: 0, max: 1 }\n')],
    ['a condition that is a list', parameters('  lr: { value: 1, when: [a] }\n')],
    ['a zip that is no list of groups', `${good}zip: [lr, lr]\n`],
    ['an unknown way to fail', `${good}on_failure: { oom: {} }\n`],
    ['days', `${good}trial_timeout: 1d\n`],
    ['memory without a unit that is known', `${good}host_memory: 4G\n`],
  ])('refuses what parseSweep does: %s', (_, text) => {
    refusalOf(text)
    expect(valid(parse(text))).toBe(false)
  })

  test('says of every key what it is for', () => {
    const bare = Object.entries(schema.properties as Record<string, { description?: string }>)
    expect(bare.filter(([, { description }]) => !description).map(([key]) => key)).toEqual([])
  })
})
