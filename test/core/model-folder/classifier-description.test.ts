import { expect, test } from 'vitest'
import { classifierDescription } from '#sweep/core/classifier-description.js'

const whole = {
  kind: 'classifier',
  labels: ['a', 'b'],
  input: { height: 4, width: 4, channels: 1 },
  preprocessing: {
    image_size: { height: 4, width: 4 },
    equalize: false,
    scale: '1/255',
    crop_size: 4,
    crops: 'centre',
  },
  params: { model: 'linear' },
  splits: { train: ['x'], validation: [], test: [] },
  images: { train: 3, validation: 0, test: 0 },
  trained_on: [],
} as const

test('the description of a classifier is taken as it is', () => {
  expect(classifierDescription(whole)).toBe(whole)
})

test.each(Object.keys(whole))('without its %s it is none', (name) => {
  expect(classifierDescription({ ...whole, [name]: undefined })).toBeUndefined()
})

test.each([
  ['nothing', null],
  ['another kind', { ...whole, kind: 'regressor' }],
  ['a size that is missing', { ...whole, preprocessing: {} }],
  ['splits that are texts', { ...whole, splits: { train: 'x', validation: 'y', test: 'z' } }],
])('%s is none', (_, description) => {
  expect(classifierDescription(description)).toBeUndefined()
})
