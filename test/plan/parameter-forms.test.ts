import { describe, expect, test } from 'vitest'
import { parseSweep } from '#sweep/plan/parsing.js'
import { fileWith, forms } from './forms.js'
import { refusalOf } from './refusal-of.js'
import { having, parameters } from './sweep-text.js'

describe('parseSweep reads x', () => {
  test.each(forms)('$form $method', ({ form, method, reads }) => {
    const { sweep } = parseSweep(fileWith({ form, ...(method && { method }) }), 's.yaml')
    expect(sweep.parameters[1]).toEqual({ name: 'x', ...reads })
  })
})

const random = (line: string) =>
  having('parameters:\n  lr: [0.1, 0.01]\n', `method: random\nrun_cap: 5\nparameters:\n${line}`)

describe('parseSweep refuses', () => {
  test.each([
    [
      'a range without a step',
      parameters('  lr: { range: { min: 0, max: 1 } }\n'),
      '5:9 parameters.lr.range.step: missing; it must be a number greater than 0',
    ],
    [
      'a misspelt step',
      parameters('  lr: { range: { min: 0, max: 1, stepp: 1 } }\n'),
      '5:34 parameters.lr.range.stepp: unknown key "stepp". Did you mean "step"? Allowed: min, max, step',
    ],
    [
      'a step back',
      parameters('  lr: { range: { min: 0, max: 1, step: -1 } }\n'),
      '5:34 parameters.lr.range.step: must be a number greater than 0, got -1',
    ],
    [
      'a range the wrong way round',
      parameters('  lr: { range: { min: 2, max: 1, step: 1 } }\n'),
      '5:9 parameters.lr.range: must have a min that is not above its max, got {"min":2,"max":1,"step":1}',
    ],
    [
      'a range of 10^15 steps',
      parameters('  lr: { range: { min: 0, max: 1, step: 1e-15 } }\n'),
      '5:9 parameters.lr.range: it has more than 100000 values. Write a larger step, or draw with method: random',
    ],
    [
      'a range as a list',
      parameters('  lr: { range: [0, 1] }\n'),
      '5:9 parameters.lr.range: must be a map, as { min: 0, max: 1, step: 0.1 }, got [0,1]',
    ],
    [
      '10^12 numbers',
      parameters('  lr: { linspace: { min: 0, max: 1, count: 1e12 } }\n'),
      '5:37 parameters.lr.linspace.count: must be an integer from 2 to 100000, got 1000000000000',
    ],
    [
      'more numbers than there are between two',
      parameters('  lr: { linspace: { min: 1, max: 1.000000000000001, count: 100 } }\n'),
      '5:9 parameters.lr.linspace: its values are nearer to one another than numbers can be. Write fewer of them',
    ],
    [
      'a logspace from 0',
      parameters('  lr: { logspace: { min: 0, max: 1, count: 5 } }\n'),
      '5:21 parameters.lr.logspace.min: must be a number greater than 0, got 0',
    ],
    [
      'two forms at once',
      parameters('  lr: { value: 1, range: { min: 0, max: 1, step: 1 } }\n'),
      '5:3 parameters.lr: must have one of values, value, range, linspace, logspace or distribution, got {"value":1,"range":{"min":0,"max":1,"step":1}}',
    ],
    [
      'parameters within a parameter',
      parameters('  optimizer: { parameters: { lr: { value: 1 } } }\n'),
      '5:16 parameters.optimizer.parameters: parameters within a parameter are not supported. Write each with a name of its own, as optimizer.lr',
    ],
    [
      'a distribution of W&B that there is not',
      random('  lr: { distribution: log_uniform, min: -5, max: -1 }\n'),
      '7:9 parameters.lr.distribution: the distribution log_uniform is not supported. The nearest that is: log_uniform_values',
    ],
    [
      'a misspelt distribution',
      random('  lr: { distribution: unifrom, min: 0, max: 1 }\n'),
      '7:9 parameters.lr.distribution: must be one of constant, categorical, uniform, log_uniform_values, q_uniform, int_uniform, normal, got "unifrom". Did you mean "uniform"?',
    ],
    [
      'a key of another distribution',
      random('  lr: { distribution: uniform, min: 0, max: 1, sigma: 1 }\n'),
      '7:48 parameters.lr.sigma: unknown key "sigma". Allowed: min, max',
    ],
    [
      'half an integer',
      random('  lr: { distribution: int_uniform, min: 0.5, max: 1 }\n'),
      '7:36 parameters.lr.min: must be an integer, got 0.5',
    ],
    ['a min without a max', random('  lr: { min: 0 }\n'), '7:3 parameters.lr.max: missing; it must be a number'],
    [
      'a range wider than numbers',
      random('  lr: { distribution: uniform, min: -1e308, max: 1e308 }\n'),
      '7:3 parameters.lr: must have a min and a max whose distance is a number, got {"min":-1e+308,"max":1e+308}',
    ],
    [
      'probabilities that do not add up',
      random('  lr: { values: [1, 2], probabilities: [0.5, 0.6] }\n'),
      '7:25 parameters.lr.probabilities: must add up to 1, not to 1.1',
    ],
    [
      'a probability too few',
      random('  lr: { values: [1, 2], probabilities: [1] }\n'),
      '7:25 parameters.lr.probabilities: must be one for each of the 2 values, got 1',
    ],
    [
      'a condition that is a list',
      parameters('  lr: { value: 1, when: [a] }\n'),
      '5:19 parameters.lr.when: must be a map of parameters to a value or a list of values, as { optimizer: [sgd, nesterov] }, or an expression, got ["a"]',
    ],
    [
      'random without an end',
      having('parameters:', 'method: random\nparameters:'),
      '1:1 run_cap: missing; the method random draws points without an end. Add run_cap: 50, the number of points to draw',
    ],
  ])('%s', (_, text, message) => {
    expect(refusalOf(text).message).toBe(`s.yaml:${message}`)
  })
})
