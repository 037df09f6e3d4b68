import { describe, expect, test } from 'vitest'
import type { Dataset, Split } from '#sweep/vision/data/dataset.js'
import { chooseSplits, type SplitChoice } from '#sweep/vision/data/splits/choice.js'

/** A pixel and a label each. */
const split = (...images: readonly number[]): Split => ({
  count: images.length,
  images: Uint8Array.from(images),
  labels: Uint8Array.from(images, (image) => image % 2),
})

const dataset: Dataset = {
  classes: ['even', 'odd'],
  height: 1,
  width: 1,
  splits: { Training: split(1, 2, 3), PublicTest: split(4), PrivateTest: split(5, 6), Blank: split() },
}

const none: SplitChoice = { train: [], validation: [], test: [] }
const choose = (choice: Partial<SplitChoice>) => chooseSplits(dataset, { ...none, ...choice }, 'faces.csv')

describe('named splits', () => {
  test('play the parts that they are given', () => {
    const chosen = choose({ train: ['Training'], validation: ['PrivateTest'], test: ['PublicTest'] })
    const { Training, PrivateTest, PublicTest } = dataset.splits
    expect(chosen).toEqual({ training: Training, validation: PrivateTest, test: PublicTest })
    expect(chosen.training.images).toBe(Training!.images)
  })

  test('are left out where none is named', () => {
    expect(Object.keys(choose({ train: ['Training'] }))).toEqual(['training'])
    expect(Object.keys(choose({ train: ['Training'], test: ['PublicTest'] }))).toEqual(['training', 'test'])
  })

  test('are joined in the order of the list, on bytes that threads can share', () => {
    const { training } = choose({ train: ['PrivateTest', 'Training'], test: ['PublicTest'] })
    expect(training).toEqual({ count: 5, images: Uint8Array.of(5, 6, 1, 2, 3), labels: Uint8Array.of(1, 0, 1, 0, 1) })
    expect(training.images.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  test('are cut where a part is named', () => {
    const chosen = choose({ train: ['Training[:2]'], validation: ['Training[2:]'], test: ['PrivateTest[:50%]'] })
    expect(Object.values(chosen).map(({ images }) => [...images])).toEqual([[1, 2], [3], [5]])
    expect(chosen.validation!.labels).toEqual(Uint8Array.of(1))
    const { training } = choose({ train: ['Training[67%:]', 'PrivateTest[1:2]'] })
    expect(training).toEqual({ count: 2, images: Uint8Array.of(3, 6), labels: Uint8Array.of(1, 0) })
  })

  test.each([
    [
      'Training[:67%]',
      'Training[33%:]',
      'validation: the split "Training[33%:]" overlaps "Training[:67%]" under train. ',
    ],
    ['Training', 'Training[:1]', 'validation: the split "Training[:1]" overlaps "Training" under train. '],
    ['Training[:2]', 'Training[33%:]', 'overlaps'],
    ['Training[:2]', 'Training[3:9]', '"Training[3:9]" holds no image: the split has 3'],
    ['Training[:2]', 'Training[2:2]', '"Training[2:2]" holds no image: its end is not after its start; write a part'],
    ['Training[:2', 'PrivateTest', '"Training[:2" is not the name of a split or of a part of one; write NAME, '],
    ['Training[:120%]', 'PrivateTest', '"Training[:120%]" is not the name of a split'],
  ])('%s and %s are refused', (train, validation, message) => {
    expect(() => choose({ train: [train], validation: [validation] })).toThrow(message)
  })

  test('that were split by subject are taken whole only', () => {
    const choose = (choice: Partial<SplitChoice>) =>
      chooseSplits({ ...dataset, bySubject: true }, { ...none, ...choice }, 'faces')
    const whole = { train: ['Training', 'PublicTest[0:]'], validation: ['PrivateTest[:100%]'] }
    expect(choose(whole)).toEqual(chooseSplits(dataset, { ...none, ...whole }))
    const splits = 'Training, PublicTest, PrivateTest, Blank'
    expect(() => choose({ train: ['Training[:67%]'], validation: ['Training[67%:]'] })).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: `train: "Training[:67%]" is a part of a split, but faces is split by subject, and one subject may have images in several parts; write whole splits: ${splits}`,
      }),
    )
    expect(() => choose({ train: ['Training'], test: ['PrivateTest[:1]'] })).toThrow(
      /^test: "PrivateTest\[:1\]" is a part/,
    )
  })

  test('are joined with their votes', () => {
    const votes = { a: Float32Array.of(0.25, 0.75), b: Float32Array.of(1, 0, 0.5, 0.5) }
    const splits = { a: { ...split(1), votes: votes.a }, b: { ...split(2, 4), votes: votes.b } }
    const { training } = chooseSplits({ ...dataset, splits }, { ...none, train: ['b', 'a'] })
    expect(training.votes).toEqual(Float32Array.of(1, 0, 0.5, 0.5, 0.25, 0.75))
    expect(training.votes?.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  test.each<[string, Partial<SplitChoice>, string]>([
    [
      'a name that is not there',
      { train: ['Trainig'] },
      'train: faces.csv has no split "Trainig". Did you mean "Training"? Its splits: Training, PublicTest, PrivateTest, Blank',
    ],
    [
      'a name that belongs to every object',
      { train: ['Training'], test: ['constructor'] },
      'test: faces.csv has no split "constructor". Its splits: Training, PublicTest, PrivateTest, Blank',
    ],
    [
      'a split without images',
      { train: ['Training'], validation: ['Blank'] },
      'validation: the split "Blank" of faces.csv has no images. Its splits: Training, PublicTest, PrivateTest, Blank',
    ],
    [
      'nothing to train on',
      {},
      'train: no split to train on; write one or more of Training, PublicTest, PrivateTest, Blank',
    ],
    [
      'a name listed twice',
      { train: ['Training', 'Training'] },
      'train: the split "Training" is listed twice; write it once',
    ],
    [
      'validation on what is trained on',
      { train: ['Training', 'PrivateTest'], validation: ['PrivateTest'] },
      'validation: the split "PrivateTest" is listed under train too. A split that was trained on cannot be scored; take it out of train or out of validation',
    ],
    [
      'a part of what is listed whole',
      { train: ['PublicTest', 'Training', 'Training[:50%]'] },
      'train: the split "Training[:50%]" overlaps "Training" beside it, and the images of both would count twice; write parts that do not overlap',
    ],
    [
      'parts of a split that overlap by a count of its images only',
      { train: ['PublicTest'], test: ['Training[:2]', 'Training[33%:]', 'PrivateTest'] },
      'test: the split "Training[33%:]" overlaps "Training[:2]" beside it, and the images of both would count twice; write parts that do not overlap',
    ],
    [
      'a test on what is validated on',
      { train: ['Training'], validation: ['PublicTest'], test: ['PrivateTest', 'PublicTest'] },
      'test: the split "PublicTest" is listed under validation too. A test split that chose the epoch is none; take it out of validation or out of test',
    ],
    [
      'a test on a part of what is validated on',
      { train: ['Training'], validation: ['PrivateTest[:60%]'], test: ['PrivateTest[1:]', 'PrivateTest[:40%]'] },
      'test: the split "PrivateTest[:40%]" overlaps "PrivateTest[:60%]" under validation. A test split that chose the epoch is none; take it out of validation or out of test',
    ],
    [
      'a test on what is trained on',
      { train: ['Training'], test: ['PublicTest', 'Training'] },
      'test: the split "Training" is listed under train too. A split that was trained on cannot be scored; take it out of train or out of test',
    ],
  ])('are refused for %s', (_, choice, message) => {
    expect(() => choose(choice)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
  })
})
