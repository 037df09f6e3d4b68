import { expect, test } from 'vitest'
import { earlyStopping } from '#sweep/vision/classify/training-loop.js'

const { NaN: nan } = Number

test.each([
  ['goes on while there is nothing to look at', 'maximize', 1, 0, [], false],
  ['goes on after the first epoch', 'maximize', 1, 0, [0.1], false],
  ['stops after so many epochs without a better one', 'maximize', 2, 0, [0.5, 0.5, 0.4], true],
  ['goes on one epoch before', 'maximize', 3, 0, [0.5, 0.5, 0.4], false],
  ['counts from the last best epoch on', 'maximize', 2, 0, [0.5, 0.4, 0.6, 0.6], false],
  [
    'takes what is better than the epoch before, but not than the best, for no better',
    'maximize',
    2,
    0,
    [5, 3, 4],
    true,
  ],
  ['takes lower for better when that is the goal', 'minimize', 2, 0, [3, 2, 1], false],
  ['stops when it rises then', 'minimize', 2, 0, [1, 2, 3], true],
  ['takes a gain of minDelta for no gain', 'maximize', 1, 0.25, [0.5, 0.75], true],
  ['takes a larger one for a gain', 'maximize', 1, 0.25, [0.5, 0.76], false],
  ['adds small gains up, as the best stays where it was', 'minimize', 3, 0.25, [1, 0.9, 0.8, 0.7], false],
  ['takes NaN for no better', 'minimize', 2, 0, [1, nan, nan], true],
  ['takes the first number after NaN for better', 'minimize', 2, 0, [nan, 1, nan], false],
  ['never stops with a patience of 0', 'maximize', 0, 0, [0.5, 0.4, 0.3, 0.2], false],
  ['never stops without one', 'maximize', null, 0, [0.5, 0.4, 0.3, 0.2], false],
] as const)('early stopping %s', (_, goal, patience, minDelta, past, expected) => {
  expect(earlyStopping({ goal, patience, minDelta }, past)).toBe(expected)
})
