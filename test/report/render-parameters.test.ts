import { expect, test } from 'vitest'
import { renderParameters } from '#sweep/report/plan.js'

test('renderParameters shows a parameter a line', () => {
  expect(
    renderParameters({
      optimizer: { type: 'string', values: ['sgd', 'adam'], default: 'sgd', description: 'which optimizer' },
      lr: { type: 'number', min: 0, description: 'learning rate' },
      momentum: { type: 'number', min: 0, max: 1, default: 0.9, description: 'momentum of sgd' },
      top: { type: 'integer', max: 5, default: 1, description: 'at most five' },
      train: { type: 'json', default: ['a', 'b'], description: 'splits' },
      data: { type: 'path', default: null, description: 'a file' },
    }),
  ).toBe(`parameter  default    values              meaning
─────────────────────────────────────────────────────────
optimizer  sgd        sgd, adam           which optimizer
lr         needed     number from 0       learning rate
momentum   0.9        number from 0 to 1  momentum of sgd
top        1          integer up to 5     at most five
train      ["a","b"]  json                splits
data       null       path                a file`)
})
