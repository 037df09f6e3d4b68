import fc from 'fast-check'
import { parse, stringify } from 'yaml'
import { fileWith, forms } from './forms.js'
import { good } from './sweep-text.js'

const words = fc.constantFrom(
  ...['name', 'experiment', 'program', 'method', 'grid', 'random', 'sobol', 'metric', 'goal', 'maximize', 'run_cap'],
  ...['parameters', 'values', 'value', 'range', 'linspace', 'logspace', 'min', 'max', 'step', 'count', 'when', 'zip'],
  ...[
    'include',
    'exclude',
    'seeds',
    'distribution',
    'uniform',
    'int_uniform',
    'q',
    'probabilities',
    'on_failure',
    'lr',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
    '../../etc',
    '/',
    '\u0000',
    '90s',
    '4GB',
  ],
)
const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1, 2, 0.1, 1e12, 1e15, 1e300, 5e-324, -1e308, 2 ** 53),
)
const leaf = fc.oneof(words, numbers, fc.string({ maxLength: 20 }), fc.boolean(), fc.constant(null))

/** Any structure that YAML can hold, more often than not with the words of a sweep file in it. */
const structure = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(words, fc.string({ maxLength: 8 })), tie('any'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).any

const choice = fc.dictionary(words, fc.oneof(numbers, structure), { maxKeys: 4, noNullPrototype: true })

const rightForms = forms.map(({ form }) => parse(form) as unknown)
const rules = fc.constantFrom<object>(
  {},
  { when: 'a < b' },
  { when: ['lr * a < 3', 'other == "a" || !(b in [1, 2])'] },
  { when: 'other + 1 > 2' },
  { zip: [['a', 'b']] },
  { exclude: [{ other: 'a' }, { a: 1, b: 2 }] },
  { include: [{ a: 7 }, { other: 'b', c: 3 }] },
)

const form = fc.oneof(
  { arbitrary: fc.constantFrom(...rightForms), weight: 8 },
  { arbitrary: leaf, weight: 1 },
  { arbitrary: choice, weight: 1 },
)

/** A sweep file that is right but for one or several keys that may be anything. */
const nearlyRight = fc
  .record({
    base: fc.constantFrom<object>(
      { name: 'a', experiment: './x.js', metric: { name: 'loss', goal: 'minimize' } },
      { experiment: 'fer', metric: { name: 'loss', goal: 'minimize' }, method: 'random', run_cap: 3 },
      { experiment: 'fer', metric: { name: 'loss', goal: 'minimize' }, method: 'sobol', run_cap: 3 },
    ),
    other: fc.constant(['a', 'b']),
    parameters: fc.record({ a: form, b: form, lr: form, constructor: form }, { requiredKeys: ['a', 'b', 'lr'] }),
    rules,
    extra: fc.oneof(
      { arbitrary: fc.constant({}), weight: 3 },
      { arbitrary: fc.dictionary(words, structure, { maxKeys: 2, noNullPrototype: true }), weight: 1 },
    ),
  })
  .map(({ base, other, parameters, rules, extra }) =>
    stringify({ ...base, parameters: { other, ...parameters }, ...rules, ...extra }),
  )

const originals = [good, ...forms.map(fileWith)]

/** A sweep file with pieces cut out, doubled, or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...originals),
    fc.array(
      fc.tuple(
        fc.nat(400),
        fc.nat(20),
        fc.oneof(
          words,
          fc.string({ maxLength: 6 }),
          fc.constantFrom('&a ', '*a', '[', '{', ': ', '\n', '- ', '"', '<<: ', '!!', '9'.repeat(30)),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce(
      (now, [at, cut, put]) => now.slice(0, at % now.length) + put + now.slice((at % now.length) + cut),
      text,
    ),
  )

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new TextDecoder().decode(array))

/** Texts to try as a sweep file: any bytes, any text, structures in YAML, right files with mistakes. */
export const sweepTexts = fc.oneof(
  { arbitrary: bytes, weight: 1 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 200 }), weight: 1 },
  { arbitrary: structure.map((value) => stringify(value)), weight: 1 },
  { arbitrary: nearlyRight, weight: 6 },
  { arbitrary: mutated, weight: 4 },
)
