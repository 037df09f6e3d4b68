import { expect, test } from 'vitest'
import fer from '#sweep/vision/fer.js'

test.each([
  ['train and validation', {}, ['train', 'validation'], { train: ['Training', 'PrivateTest'], validation: null }],
  [
    'parts of one split',
    { train: 'train[:90%]', validation: 'train[90%:]' },
    ['train', 'validation'],
    { train: ['train[:90%]', 'train[90%:]'], validation: null },
  ],
  [
    'lists, and no more patience where no metric is left',
    { train: ['a', 'b'], validation: ['c', 'd'], patience: 3 },
    ['train', 'validation'],
    { train: ['a', 'b', 'c', 'd'], validation: null, patience: 0 },
  ],
  [
    'train and test, while validation still tells when to stop',
    { test: 'PublicTest', patience: 3, schedule: 'plateau' },
    ['train', 'test'],
    { train: ['Training', 'PublicTest'], test: null },
  ],
])('%s are joined', (_what, params, parts, changes) => {
  expect(fer.combine(params, parts)).toEqual(changes)
})

test.each([
  ['no part to join', {}, ['train'], /--combine train: write train and what is joined to it, as train,validation;/],
  ['an unknown part', {}, ['train', 'valid'], /there are train, validation, test$/],
  ['a part twice', {}, ['train', 'train'], /--combine train,train: write/],
  ['nothing to train on first', {}, ['validation', 'train'], /--combine validation,train: write/],
  [
    'a schedule that waits',
    { schedule: 'plateau' },
    ['train', 'validation'],
    /schedule: plateau looks at the validation/,
  ],
  ['a test split among them', { test: 'b', validation: 'b' }, ['train', 'validation'], /test: the split "b" is listed/],
])('%s is refused', (_what, params, parts, message) => {
  expect(() => fer.combine(params, parts)).toThrow(message)
})
