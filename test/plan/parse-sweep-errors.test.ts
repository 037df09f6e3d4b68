import { describe, expect, test } from 'vitest'
import { refusalOf } from './refusal-of.js'
import { good, having, parameters } from './sweep-text.js'

const manyDigits = Array.from({ length: 16 }, (_, i) => `  p${i}: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n`).join('')
const bomb = `  a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]
  b: &b { value: [*a, *a, *a, *a, *a, *a, *a, *a] }
  c: &c { value: [*b, *b, *b, *b, *b, *b, *b, *b] }
  d: { value: [*c, *c, *c, *c] }
`
const seeds =
  'must be a number of repeats from 1 to 100000, or a list of different seeds, each an integer that is not negative'
const name = 'must be text that can name a folder: at most 100 letters, digits, ".", "_" or "-", not starting with "."'
const experiment = 'must be the name of a built-in experiment, or a path that starts with "./", "../" or "/"'
const distribution =
  'method grid cannot draw from uniform. Write method: random (or sobol) and run_cap, or the values, as { values: [0.1, 0.01] }'
const topKeys =
  'Allowed: name, experiment, program, method, metric, run_cap, search_seed, seeds, parameters, zip, include, exclude, when, checkpoint_every, isolation, on_failure, max_consecutive_failures, stall_timeout, trial_timeout, recycle_after, host_memory'

describe('parseSweep refuses', () => {
  test.each([
    [
      'an empty file',
      '# nothing\n',
      '1:1: the file is empty; it must be a map with the keys name, experiment, metric and parameters',
    ],
    [
      'a file that is a list',
      '- a\n',
      '1:1: must be a map with the keys name, experiment, metric and parameters, got ["a"]',
    ],
    [
      'a bracket left open',
      parameters('  lr: [0.1,\n'),
      '6:1: not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'two colons in a line',
      parameters('  lr: a: b\n'),
      '5:7: not YAML: Nested mappings are not allowed in compact mappings. Start a new line for each key, and quote a text that contains ": "',
    ],
    ['a tab', parameters('\tlr: 1\n'), '5:1: not YAML: Tabs are not allowed as indentation'],
    [
      'a second document',
      `${good}---\nname: b\n`,
      '6:1: a second YAML document starts here. Write each sweep in a file of its own',
    ],
    [
      'a tag',
      parameters('  lr: !!float 1\n'),
      '5:7: YAML tags are not supported (Unresolved tag: tag:yaml.org,2002:float). Write the value without a tag',
    ],
    [
      'a parameter given twice',
      parameters('  lr: 1\n  b: 2\n  lr: 2\n'),
      '7:3 parameters.lr: this key already stands in line 5. Keep one of the two',
    ],
    ['a key given twice', `${good}name: b\n`, '6:1 name: this key already stands in line 1. Keep one of the two'],
    [
      'a misspelt key',
      having('parameters', 'paramters'),
      `4:1 paramters: unknown key "paramters". Did you mean "parameters"? ${topKeys}`,
    ],
    ['a key that is like no other', `${good}patience: {}\n`, `6:1 patience: unknown key "patience". ${topKeys}`],
    [
      'a misspelt key of the metric',
      having('goal: maximize', 'gaol: maximize'),
      '3:31 metric.gaol: unknown key "gaol". Did you mean "goal"? Allowed: name, goal',
    ],
    ['a key with a dot in it', `${good}metric.name: x\n`, `6:1 metric.name: unknown key "metric.name". ${topKeys}`],
    ['no experiment', having('experiment: fer\n', ''), `1:1 experiment: missing; it ${experiment}`],
    [
      'no metric',
      having('metric: { name: val_accuracy, goal: maximize }\n', ''),
      '1:1 metric: missing; it must be a map, as { name: val_accuracy, goal: maximize }',
    ],
    [
      'no parameters',
      having('parameters:\n  lr: [0.1, 0.01]\n', ''),
      '1:1 parameters: missing; it must be a map of names to values',
    ],
    ['no goal', having(', goal: maximize', ''), '3:1 metric.goal: missing; it must be maximize or minimize'],
    ['another goal', having('maximize', 'max'), '3:31 metric.goal: must be maximize or minimize, got "max"'],
    [
      'a metric that is only a name',
      having('{ name: val_accuracy, goal: maximize }', 'val_accuracy'),
      '3:1 metric: must be a map, as { name: val_accuracy, goal: maximize }, got "val_accuracy"',
    ],
    [
      'the method bayes',
      `${good}method: bayes\n`,
      '6:1 method: must be grid, random or sobol, got "bayes". random and sobol draw points without learning from results; they need run_cap',
    ],
    [
      'an isolation that there is not',
      `${good}isolation: process\n`,
      '6:1 isolation: must be shared or thread, got "process"',
    ],
    ['no repeats', `${good}seeds: 0\n`, `6:1 seeds: ${seeds}, got 0`],
    ['half a repeat', `${good}seeds: 1.5\n`, `6:1 seeds: ${seeds}, got 1.5`],
    ['more repeats than memory', `${good}seeds: 1000000000000\n`, `6:1 seeds: ${seeds}, got 1000000000000`],
    ['a repeated seed', `${good}seeds: [1, 2, 1]\n`, `6:1 seeds: ${seeds}, got [1,2,1]`],
    ['a negative seed', `${good}seeds: [-1]\n`, `6:9 seeds[0]: ${seeds}, got -1`],
    ['an empty list of seeds', `${good}seeds: []\n`, `6:1 seeds: ${seeds}, got []`],
    ['a name that hides', having('name: a', 'name: .a'), `1:1 name: ${name}, got ".a"`],
    ['a name that leaves its folder', having('name: a', 'name: ../a'), `1:1 name: ${name}, got "../a"`],
    ['a name that is a number', having('name: a', 'name: 2024'), `1:1 name: ${name}, got 2024`],
    [
      'a name that is too long',
      having('name: a', `name: ${'a'.repeat(101)}`),
      `1:1 name: ${name}, got "${'a'.repeat(58)}…`,
    ],
    [
      'a path that looks like a name',
      having('fer', 'experiments/mine.ts'),
      `2:1 experiment: ${experiment}, got "experiments/mine.ts"`,
    ],
    ['a list of parameters', parameters('  - lr\n'), '4:1 parameters: must be a map of names to values, got ["lr"]'],
    ['parameters left empty', parameters(''), '4:1 parameters: must be a map of names to values, got null'],
    ['an empty list', parameters('  lr: []\n'), '5:3 parameters.lr: an empty list has no value to try. Add a value'],
    [
      'an empty list of values',
      parameters('  lr: { values: [] }\n'),
      '5:9 parameters.lr.values: an empty list has no value to try. Add a value',
    ],
    [
      'the same number in two spellings',
      parameters('  lr: [0.1, 1, 1e-1]\n'),
      '5:16 parameters.lr[2]: 0.1 is already item 1 of this list. To repeat a point, use seeds',
    ],
    [
      'the same map in two orders',
      parameters('  lr:\n    values:\n      - { a: 1, b: 2 }\n      - { b: 2, a: 1 }\n'),
      '8:9 parameters.lr.values[1]: {"b":2,"a":1} is already item 1 of this list. To repeat a point, use seeds',
    ],
    [
      'values that are not a list',
      parameters('  lr: { values: 1 }\n'),
      '5:9 parameters.lr.values: must be a list, got 1. For one value write { value: 1 }',
    ],
    [
      'both value and values',
      parameters('  lr: { values: [1], value: 1 }\n'),
      '5:3 parameters.lr: must have one of values, value, range, linspace, logspace or distribution, got {"values":[1],"value":1}',
    ],
    [
      'neither',
      parameters('  lr: {}\n'),
      '5:3 parameters.lr: must have one of values, value, range, linspace, logspace or distribution, got {}',
    ],
    [
      'misspelt values',
      parameters('  lr: { valeus: [1] }\n'),
      '5:9 parameters.lr.valeus: unknown key "valeus". Did you mean "values"? Allowed: values, value, range, linspace, logspace, distribution, probabilities, min, max, q, mu, sigma, when',
    ],
    [
      'a distribution',
      parameters('  lr: { distribution: uniform, min: 0, max: 1 }\n'),
      `5:9 parameters.lr.distribution: ${distribution}`,
    ],
    ['a range', parameters('  lr:\n    min: 0.5\n    max: 1\n'), `5:3 parameters.lr: ${distribution}`],
    ['not a number', parameters('  lr: .nan\n'), '5:7 parameters.lr: every number must be finite, got .nan'],
    ['infinity', parameters('  lr: [1, -.inf]\n'), '5:11 parameters.lr[1]: every number must be finite, got -.inf'],
    [
      'a number beyond the largest',
      parameters('  lr: 1e400\n'),
      '5:7 parameters.lr: every number must be finite, got 1e400',
    ],
    [
      'an integer that would be rounded',
      parameters('  n: 12345678901234567890\n'),
      '5:6 parameters.n: the integer 12345678901234567890 is too large to be kept exactly. Integers are exact up to 9007199254740991; quote it to keep it as text',
    ],
    [
      'a prototype as a parameter',
      parameters('  __proto__: { value: 1 }\n'),
      '5:3 parameters.__proto__: this name is reserved by JavaScript. Choose another',
    ],
    [
      'a prototype inside a value',
      parameters('  lr: { value: { __proto__: 1 } }\n'),
      '5:18 parameters.lr.value.__proto__: this name is reserved by JavaScript. Choose another',
    ],
    ['a constructor', `${good}constructor: 1\n`, `6:1 constructor: unknown key "constructor". ${topKeys}`],
    [
      'a space in a name',
      parameters('  "learning rate": 1\n'),
      '5:3 parameters.learning rate: a name must be letters, digits, "_", "." or "-", starting with a letter or "_"',
    ],
    ['a number as a name', parameters('  1: 1\n'), '5:3 parameters: every key must be text. Quote this key'],
    [
      'aliases of aliases of aliases',
      parameters(bomb),
      '1:1: its aliases stand for more than 100 copies of a value. Write the values out',
    ],
    [
      'a list inside itself',
      parameters('  a: { value: &a [*a] }\n'),
      '5:19 parameters.a.value[0]: the alias *a contains itself',
    ],
    ['an alias of nothing', parameters('  a: *b\n'), '5:6 parameters.a: the alias *b has no anchor before it'],
    [
      'more trials than can be numbered',
      parameters(manyDigits),
      '4:1 parameters: 1.00e+16 trials are more than can be numbered. Search fewer parameters, or fewer values of each',
    ],
  ])('%s', (_, text, message) => {
    expect(refusalOf(text).message).toBe(`s.yaml:${message}`)
  })

  test('lists nested thousands deep', () => {
    expect(refusalOf(parameters(`  a: ${'['.repeat(5000)}\n`)).message).toMatch(/nested too deeply$/)
  })

  test('with fields for machines', () => {
    expect(refusalOf(having('goal: maximize', 'gaol: maximize'))).toMatchObject({
      name: 'PlanError',
      file: 's.yaml',
      line: 3,
      column: 31,
      path: 'metric.gaol',
      problem: 'unknown key "gaol"',
      hint: 'Did you mean "goal"? Allowed: name, goal',
    })
  })
})
