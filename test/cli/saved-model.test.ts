import { appendFile, cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { trainedModel } from '../vision/saved/trained-model.js'
import { sweep } from './sweep-process.js'

const { folder: model, metrics } = await trainedModel()

test('a saved model is scored from the command line, and gives the figures of its training', async () => {
  const { code, stdout, stderr } = await sweep(model, 'evaluate', '.', '--engine', 'cpu', '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({ model: '.', splits: ['PrivateTest'], chose_the_epoch: true, count: 12 })
  const { val_accuracy: accuracy, val_loss: loss, val_ece: ece } = metrics
  expect(found).toMatchObject({ accuracy, loss, ece })
  expect(found.accuracy_interval.low).toBeLessThan(accuracy!)
  expect(found.accuracy_interval.high).toBeGreaterThan(accuracy!)
})

test('photos are predicted and explained from the command line, whole images and faces in a box', async () => {
  const folder = await temporaryFolder()
  await cp(model, join(folder, 'model'), { recursive: true })
  const background = { r: 200, g: 60, b: 20 }
  await sharp({ create: { width: 80, height: 60, channels: 3, background } })
    .jpeg()
    .toFile(join(folder, 'a.jpg'))
  const box = ['--box', '10,5,50,50', '--engine', 'cpu']
  const predicted = await sweep(folder, 'predict', 'model', 'a.jpg', ...box, '--json', '--top', '2')
  expect(predicted).toMatchObject({ code: 0, stderr: '' })
  const { images, calibrated } = JSON.parse(predicted.stdout)
  expect(calibrated).toBe(true)
  expect(images).toHaveLength(1)
  expect(images[0].image).toBe('a.jpg')
  expect(images[0].classes).toHaveLength(2)
  expect(images[0].classes[0].probability).toBeGreaterThanOrEqual(images[0].classes[1].probability)

  const explained = await sweep(folder, 'explain', 'model', 'a.jpg', ...box, '-o', 'seen')
  expect(explained).toMatchObject({ code: 0, stderr: '' })
  const file = `class-${images[0].predicted.toLowerCase()}.png`
  expect((await readdir(join(folder, 'seen'))).sort()).toEqual([file, 'gallery.png', 'gallery.svg'])
  expect(await sharp(join(folder, 'seen', file)).metadata()).toMatchObject({ format: 'png', width: 1508 })
})

test('a damaged model and photos that cannot be used are refused before anything is computed', async () => {
  const folder = await temporaryFolder()
  await cp(model, join(folder, 'model'), { recursive: true })
  const photos = await sweep(folder, 'predict', 'model', 'none.png', '--engine', 'cpu')
  expect(photos).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('none.png: no such file') })
  await appendFile(join(folder, 'model', 'weights.bin'), 'x')
  const { code, stdout, stderr } = await sweep(folder, 'evaluate', 'model')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/holds a model that is damaged: weights.bin has \d+ bytes, not \d+/)
})
