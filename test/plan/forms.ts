/** Every form of a parameter, as it stands behind `x:`, and what is read; `method` where it matters. */
export const forms: readonly {
  readonly form: string
  readonly method?: 'random' | 'sobol'
  readonly reads: Readonly<Record<string, unknown>>
}[] = [
  { form: '0.1', reads: { values: [0.1] } },
  { form: 'null', reads: { values: [null] } },
  { form: '[a, 1, true, null, [1], { b: 2 }]', reads: { values: ['a', 1, true, null, [1], { b: 2 }] } },
  { form: '{ value: [1, 2] }', reads: { values: [[1, 2]] } },
  { form: '{ values: [1, 2] }', reads: { values: [1, 2] } },
  { form: '{ range: { min: 1, max: 4, step: 1 } }', reads: { values: [1, 2, 3, 4] } },
  { form: '{ range: { min: 0.1, max: 0.5, step: 0.1 } }', reads: { values: [0.1, 0.2, 0.3, 0.4, 0.5] } },
  { form: '{ range: { min: 0, max: 1, step: 0.3 } }', reads: { values: [0, 0.3, 0.6, 0.9] } },
  {
    form: '{ range: { min: 0, max: 1, step: 0.33333333333 } }',
    reads: { values: [0, 0.33333333333, 0.66666666666, 0.99999999999] },
  },
  {
    form: '{ range: { min: 0, max: 1, step: 0.33333333334 } }',
    reads: { values: [0, 0.33333333334, 0.66666666668, 1] },
  },
  { form: '{ range: { min: -1e-3, max: 1e-3, step: 1e-3 } }', reads: { values: [-0.001, 0, 0.001] } },
  { form: '{ range: { min: 5, max: 5, step: 2 } }', reads: { values: [5] } },
  { form: '{ linspace: { min: 0, max: 1, count: 5 } }', reads: { values: [0, 0.25, 0.5, 0.75, 1] } },
  { form: '{ linspace: { min: 0.1, max: 0.7, count: 7 } }', reads: { values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7] } },
  { form: '{ linspace: { min: 0, max: 1, count: 4 } }', reads: { values: [0, 1 / 3, 2 / 3, 1] } },
  { form: '{ logspace: { min: 0.0001, max: 0.1, count: 4 } }', reads: { values: [0.0001, 0.001, 0.01, 0.1] } },
  { form: '{ logspace: { min: 1, max: 1000000, count: 7 } }', reads: { values: [1, 10, 100, 1000, 1e4, 1e5, 1e6] } },
  { form: '{ logspace: { min: 1, max: 4, count: 3 } }', reads: { values: [1, 2, 4] } },
  { form: '{ distribution: constant, value: 3 }', reads: { values: [3] } },
  { form: '{ distribution: categorical, values: [a, b] }', reads: { values: ['a', 'b'] } },
  { form: '{ distribution: int_uniform, min: 2, max: 4 }', reads: { values: [2, 3, 4] } },
  { form: '{ min: 2, max: 4 }', reads: { values: [2, 3, 4] } },
  { form: '{ distribution: q_uniform, min: 0, max: 1, q: 0.25 }', reads: { values: [0, 0.25, 0.5, 0.75] } },
  {
    form: '{ min: 0.0, max: 1.0 }',
    method: 'random',
    reads: { distribution: { kind: 'uniform', min: 0, max: 1 } },
  },
  {
    form: '{ min: 2, max: 4 }',
    method: 'random',
    reads: { distribution: { kind: 'int_uniform', min: 2, max: 4 } },
  },
  {
    form: '{ min: 0.5, max: 1 }',
    method: 'sobol',
    reads: { distribution: { kind: 'uniform', min: 0.5, max: 1 } },
  },
  {
    form: '{ distribution: uniform, min: 0, max: 1 }',
    method: 'random',
    reads: { distribution: { kind: 'uniform', min: 0, max: 1 } },
  },
  {
    form: '{ distribution: log_uniform_values, min: 0.0001, max: 0.1 }',
    method: 'random',
    reads: { distribution: { kind: 'log_uniform_values', min: 0.0001, max: 0.1 } },
  },
  {
    form: '{ distribution: q_uniform, min: 0, max: 10 }',
    method: 'random',
    reads: { distribution: { kind: 'q_uniform', min: 0, max: 10, q: 1 } },
  },
  {
    form: '{ distribution: normal, mu: 2 }',
    method: 'random',
    reads: { distribution: { kind: 'normal', mu: 2, sigma: 1 } },
  },
  {
    form: '{ values: [a, b], probabilities: [0.9, 0.1] }',
    method: 'random',
    reads: { distribution: { kind: 'categorical', values: ['a', 'b'], probabilities: [0.9, 0.1] } },
  },
  {
    form: '{ values: [1, 2], when: { other: a } }',
    reads: { values: [1, 2], when: { match: { other: ['a'] } } },
  },
  {
    form: '{ range: { min: 1, max: 2, step: 1 }, when: { other: [a, b] } }',
    reads: { values: [1, 2], when: { match: { other: ['a', 'b'] } } },
  },
  { form: `{ value: 1, when: "other == 'a'" }`, reads: { values: [1], when: { expression: "other == 'a'" } } },
  {
    form: `{ distribution: uniform, min: 0, max: 1, when: "other != 'a'" }`,
    method: 'sobol',
    reads: { distribution: { kind: 'uniform', min: 0, max: 1 }, when: { expression: "other != 'a'" } },
  },
  {
    form: '{ run: study, trial: 4, when: { other: a } }',
    reads: { values: [{ run: 'study', trial: 4 }], when: { match: { other: ['a'] } } },
  },
]

/** A sweep file whose parameter `x` has a form; `other`, which it may depend on, is a or b. */
export function fileWith({ form, method }: { readonly form: string; readonly method?: string }): string {
  const drawing = method === undefined ? '' : `method: ${method}\nrun_cap: 5\n`
  return `name: a\nexperiment: fer\nmetric: { name: loss, goal: minimize }\n${drawing}parameters:\n  other: [a, b]\n  x: ${form}\n`
}
