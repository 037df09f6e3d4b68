import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkRuleValues, loadSweep } from '#sweep/plan/loading.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { rewriteAsPoint } from '#sweep/plan/yaml-edits.js'

const head = `experiment: fer
metric: { name: loss, goal: minimize }
parameters:
  optimizer: [sgd, nesterov, adam]
  momentum: { values: [0.9, 0.99], when: { optimizer: [sgd, nesterov] } } # not of adam
  lr: [0.1, 0.01, 0.001]
`
let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-rules-'))
  file = join(folder, 'rules.yaml')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a sweep file', () => {
  test('says how points are left out, added and joined, and when they fail', () => {
    const { sweep } = parseSweep(
      `${head}run_cap: 10
search_seed: 7
zip: [[optimizer, lr]]
include: [{ optimizer: adam, lr: 0.5 }]
exclude: [{ lr: 0.1 }]
when: "lr * momentum < 1"
on_failure: { error: { retries: 2, backoff: 1m }, host_died: { retries: 0 } }
max_consecutive_failures: 0
stall_timeout: 90s
trial_timeout: 1.5h
checkpoint_every: 2m
isolation: thread
recycle_after: 20
host_memory: 4GB
`,
      'dir/rules.yaml',
    )
    expect(sweep).toMatchObject({
      name: 'rules',
      runCap: 10,
      searchSeed: 7,
      zip: [['optimizer', 'lr']],
      include: [{ optimizer: 'adam', lr: 0.5 }],
      exclude: [{ lr: 0.1 }],
      constraints: ['lr * momentum < 1'],
      checkpointEvery: 120,
      isolation: 'thread',
      faults: {
        onFailure: {
          error: { retries: 2, backoff: 60 },
          host_died: { retries: 0, backoff: 1 },
          timeout: { retries: 1 },
        },
        maxConsecutiveFailures: 0,
        stallTimeout: 90,
        trialTimeout: 5400,
        recycleAfter: 20,
        hostMemory: 4e9,
      },
    })
  })

  test.each([
    [
      'a condition on an unknown parameter',
      '  x: { value: 1, when: { optimiser: adam } }\n',
      '7:26 parameters.x.when.optimiser: there is no parameter "optimiser". Did you mean "optimizer"? Parameters: optimizer, momentum, lr, x',
    ],
    [
      'a name with a hyphen that would be a difference',
      '  lr-decay: [3, 4]\nwhen: "lr * 2 > 1 && lr-decay > 3"\n',
      '8:1 when: "lr * 2 > 1 && lr-decay > 3": "lr-decay" is the name of a parameter, but would be read as a difference: write params["lr-decay"], or lr - decay. Write an expression as batch_size * width <= 64',
    ],
    [
      'a condition on itself',
      '  x: { value: 1, when: { x: 1 } }\n',
      '7:18 parameters.x.when: the conditions of x -> x hang on one another',
    ],
    [
      'a condition on a value that there is not',
      '  x: { value: 1, when: { optimizer: adma } }\n',
      '7:26 parameters.x.when.optimizer[0]: "adma" is not a value of optimizer. Did you mean "adam"? Its values: "sgd", "nesterov", "adam"',
    ],
    [
      'an exclusion of an unknown parameter',
      'exclude: [{ rate: 0.1 }]\n',
      '7:13 exclude[0].rate: there is no parameter "rate". Parameters: optimizer, momentum, lr',
    ],
    [
      'an exclusion of a value that there is not',
      'exclude: [{ lr: 0.1 }, { lr: 0.2 }]\n',
      '7:26 exclude[1].lr: 0.2 is not a value of lr. Its values: 0.1, 0.01, 0.001',
    ],
    [
      'an exclusion of everything',
      'exclude: [{}]\n',
      '7:11 exclude[0]: must be a map of parameters to one value each, as { optimizer: adam, lr: 0.1 }, got {}',
    ],
    [
      'an inclusion of nothing',
      'include: [{}]\n',
      '7:11 include[0]: must be a map of parameters to one value each, as { optimizer: adam, lr: 0.1 }, got {}',
    ],
    [
      'a constraint that cannot be read',
      'when: "lr <"\n',
      '7:1 when: "lr <": it cannot be read: Expected expression after < at character 4. Write an expression as batch_size * width <= 64',
    ],
    [
      'a constraint on an unknown parameter',
      'when: [lr < 1, lrr < 1]\n',
      '7:16 when[1]: there is no parameter "lrr". Did you mean "lr"? Parameters: optimizer, momentum, lr',
    ],
    [
      'a zip of lists of other lengths',
      '  x: [1, 2]\nzip: [[optimizer, x]]\n',
      '8:7 zip[0]: parameters that move together need equally many values: optimizer has 3, x has 2',
    ],
    [
      'a zip of a parameter in two groups',
      'zip: [[optimizer, lr], [lr, momentum]]\n',
      '7:25 zip[1][0]: "lr" stands in zip twice',
    ],
    [
      'a zip that is no list of groups',
      'zip: [optimizer, lr]\n',
      '7:7 zip[0]: must be a list of groups of at least two parameters each, as [[optimizer, lr]], got "optimizer"',
    ],
    [
      'an unknown way to fail',
      'on_failure: { hostdied: { retries: 1 } }\n',
      '7:15 on_failure.hostdied: unknown key "hostdied". Did you mean "host_died"? Allowed: error, diverged, host_died, out_of_memory, timeout',
    ],
    [
      'an unknown key of a way to fail',
      'on_failure: { error: { retrys: 1 } }\n',
      '7:24 on_failure.error.retrys: unknown key "retrys". Did you mean "retries"? Allowed: retries, backoff',
    ],
    [
      'days',
      'trial_timeout: 1d\n',
      '7:1 trial_timeout: must be seconds, or text like 90s, 10m or 2h; more than 0 and at most 480h, got "1d"',
    ],
    [
      'no time at all',
      'stall_timeout: 0\n',
      '7:1 stall_timeout: must be seconds, or text like 90s, 10m or 2h, or auto; more than 0 and at most 480h, got 0',
    ],
    [
      'too long a time',
      'trial_timeout: 500h\n',
      '7:1 trial_timeout: must be seconds, or text like 90s, 10m or 2h; more than 0 and at most 480h, got "500h"',
    ],
    [
      'memory without a unit that is known',
      'host_memory: 4G\n',
      '7:1 host_memory: must be a number of bytes, or text like 512MB, 4GB or 4GiB; at least 1MB, got "4G"',
    ],
    ['too many points', 'run_cap: 1e12\n', '7:1 run_cap: must be an integer from 1 to 10000000, got 1000000000000'],
  ])('is refused with %s', async (_, lines, message) => {
    writeFileSync(file, head + lines)
    await expect(loadSweep(file)).rejects.toMatchObject({ message: `${file}:${message}` })
  })

  test('keeps the condition of a parameter whose values the command line gives', async () => {
    writeFileSync(file, `${head}exclude: [{ lr: 0.1 }]\n`)
    const when = { match: { optimizer: ['sgd', 'nesterov'] } }
    const several = await loadSweep(file, ['momentum=0.5,0.7', 'lr=1'])
    expect(several.sweep.parameters[1]).toEqual({ name: 'momentum', values: [0.5, 0.7], when })
    const one = await loadSweep(file, ['momentum=0.5'])
    expect(one.sweep.parameters[1]).toEqual({ name: 'momentum', values: [0.5], when })
    expect(one.text).toContain('{ value: 0.5, when: { optimizer: [ sgd, nesterov ] } } # not of adam\n')
    expect(parseSweep(one.text, file).sweep).toEqual(one.sweep)
  })

  test('becomes that of one of its points', () => {
    const whole = parseSweep(`${head}zip: [[optimizer, lr]]\nwhen: lr < 1\nexclude: [{ lr: 0.1 }]\nseeds: 3\n`, file)
    const { sweep } = parseSweep(rewriteAsPoint(whole, { optimizer: 'adam', lr: 0.001 }), file)
    expect(sweep).toMatchObject({ zip: [], exclude: [], constraints: [], seeds: [0, 1, 2] })
    expect(sweep.parameters).toEqual([
      { name: 'optimizer', values: ['adam'] },
      { name: 'lr', values: [0.001] },
    ])
    const other = rewriteAsPoint(whole, { optimizer: 'sgd', momentum: 0.9, lr: 0.1 })
    expect(parseSweep(other, file).sweep.parameters[1]).toEqual({ name: 'momentum', values: [0.9] })
  })
})

test.each([
  ['the least of a range', '[1]', undefined],
  ['the greatest of it', '[10]', undefined],
  ['what lies below it', '[0.999]', '0.999 is not a value of lr. It is drawn from uniform'],
  ['what lies above it', '[10.001]', '10.001 is not a value of lr. It is drawn from uniform'],
])('a condition may wait for %s of what is drawn, if it can be', (_, values, problem) => {
  const text = `experiment: fer
method: random
run_cap: 2
metric: { name: loss, goal: minimize }
parameters:
  lr: { distribution: uniform, min: 1, max: 10 }
  x: { values: [1, 2], when: { lr: ${values} } }
`
  const check = () => checkRuleValues(parseSweep(text, 's.yaml'))
  if (problem === undefined) expect(check).not.toThrow()
  else expect(check).toThrow(problem)
})
