import { expect, test } from 'vitest'
import { renderDatasetCheck, renderDatasetCheckJson } from '#sweep/report/dataset-check.js'
import type { Dataset, Split } from '#sweep/vision/data/dataset.js'
import { checkDataset } from '#sweep/vision/data/dataset-check.js'
import { synthesizeFaces } from '#sweep/vision/data/faces/synthesis.js'
import { joinSplits, takeImages } from '#sweep/vision/data/splits/split.js'

const faces = synthesizeFaces({ rows: 100, seed: 7 })
const { Training, PublicTest, PrivateTest } = faces.splits as Record<'Training' | 'PublicTest' | 'PrivateTest', Split>

/** Two images of PublicTest stand in Training, one of them twice and with the next class; one image is blank. */
function spoilt(): Dataset {
  const leaked = takeImages(PublicTest, [3, 3, 5])
  leaked.labels.set([0, 1].map((i) => (leaked.labels[i]! + 1) % 7))
  const blank = takeImages(PrivateTest, [0])
  blank.images.fill(0)
  return { ...faces, splits: { PublicTest, PrivateTest, Training: joinSplits([Training, leaked, blank]) } }
}

test('a dataset is a table of its images by class and split, and of those in two splits', async () => {
  const text = renderDatasetCheck('faces.csv', checkDataset(spoilt()))
  await expect(`${text}\n`).toMatchFileSnapshot('../golden/dataset-check.txt')
})

test('a dataset is one JSON object', async () => {
  const text = renderDatasetCheckJson('faces.csv', checkDataset(spoilt()))
  await expect(`${text}\n`).toMatchFileSnapshot('../golden/dataset-check.json.txt')
})

test('where no image stands in two splits, or there is but one, a sentence says so', () => {
  const last = (dataset: Dataset) => renderDatasetCheck('faces.csv', checkDataset(dataset)).split('\n').at(-1)
  expect(last(faces)).toBe('No image stands in two splits.')
  expect(last({ ...faces, splits: { Training } })).toBe('One split only, so no image can stand in two.')
})
