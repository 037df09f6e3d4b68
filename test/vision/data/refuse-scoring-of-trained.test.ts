import { expect, test } from 'vitest'
import { refuseScoringOfTrained, type SplitChoice } from '#sweep/vision/data/splits/choice.js'

/** Before the data is read, so that nobody knows how many images a split has. */
const refuse = (choice: Partial<SplitChoice>) => () =>
  refuseScoringOfTrained({ train: [], validation: [], test: [], ...choice })

test.each<[Partial<SplitChoice>, string]>([
  [{ train: ['train', 'train'] }, 'train: the split "train" is listed twice; write it once'],
  [{ train: ['train', 'train[:10%]'] }, 'train: the split "train[:10%]" overlaps "train" beside it, and'],
  [{ train: ['train[:2000000]', 'train[1500000:]'] }, 'train: the split "train[1500000:]" overlaps "train[:2000000]"'],
  [{ validation: ['a', 'b[5:]', 'b[:6]'] }, 'validation: the split "b[:6]" overlaps "b[5:]" beside it, and'],
  [
    { train: ['a[10%:]'], validation: ['a[:11%]'] },
    'validation: the split "a[:11%]" overlaps "a[10%:]" under train. A',
  ],
  [
    { train: ['a'], validation: ['a[5:10%]'] },
    'validation: the split "a[5:10%]" overlaps "a" under train. A split that was trained on',
  ],
  [
    { train: ['a'], validation: ['b[:50%]'], test: ['b[49%:]'] },
    'test: the split "b[49%:]" overlaps "b[:50%]" under validation. A test split that chose the epoch is none; take it',
  ],
  [{ train: ['train[2:2]'] }, '"train[2:2]" holds no image: its end is not after its start; write a part as NAME['],
  [{ test: ['train[7:3]'] }, '"train[7:3]" holds no image: its end'],
  [{ test: ['train[100%:]'] }, '"train[100%:]" holds no image: its end'],
  [{ test: ['train[0%:0]'] }, '"train[0%:0]" holds no image: its end'],
])('%j is refused before the data is read', (choice, message) => {
  expect(refuse(choice)).toThrow(
    expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(message) }),
  )
})

test.each<Partial<SplitChoice>>([
  { train: ['a[:90%]', 'b'], validation: ['a[90%:]'], test: ['c'] },
  { train: ['a[:1500000]'], validation: ['a[1500000:2000000]'], test: ['a[2000000:]'] },
  { train: ['a[:33%]', 'a[67%:]'], validation: ['a[33%:67%]'] },
  // Nobody knows yet.
  { train: ['a[:1000]'], validation: ['a[90%:]'] },
])('%j is taken', (choice) => {
  expect(refuse(choice)).not.toThrow()
})
