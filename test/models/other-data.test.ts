import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { otherData } from '#sweep/models/evaluation.js'

test.each([
  ['no path', null, '/data/fer.csv', null],
  ['no path, of a training on synthetic faces', null, null, null],
  ['the data of the training', '/data/fer.csv', '/data/fer.csv', null],
  ['the data of the training, written otherwise', '/data/../data/fer.csv', '/data/fer.csv', null],
  ['other data', '/data/own.csv', '/data/fer.csv', '/data/own.csv'],
  ['a path from the current folder', 'own.csv', null, resolve('own.csv')],
])('%s', (_, asked, trained, expected) => {
  expect(otherData(asked, { params: { data: trained } })).toBe(expected)
})
