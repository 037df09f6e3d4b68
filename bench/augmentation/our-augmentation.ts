/**
 * The process that measures our augmentation, through the code and into the reused buffer that the thread beside
 * training works with: prints one line of JSON. See bench/README.md.
 */
import { parseArgs } from 'node:util'
import { randomStream } from '#sweep/core/random.js'
import { studyAugmentation } from '#sweep/vision/augment/augmentation.js'
import { fillTrainingBatch } from '#sweep/vision/augment/training-batch.js'
import { synthesizeFaces } from '#sweep/vision/data/faces/synthesis.js'
import type { AugmentationTimes } from './augmentation-task.js'

const text = { type: 'string' } as const
const { values } = parseArgs({ options: { crops: text, seconds: text } })

const batchSize = 64
const crop = 40
const crops = values.crops === 'ten' ? 'ten' : 'random'
const { height, width, splits } = synthesizeFaces({ rows: 1280, seed: 0 })
const split = splits.Training!
const pixels = new Float32Array(batchSize * (crops === 'ten' ? 10 : 1) * crop * crop)
const random = (name: string) => randomStream(0, name)
let epoch = 0

augmentFor(Number(values.seconds))
console.log(JSON.stringify(augmentFor(Number(values.seconds))))

/** Whole epochs until the time is over. */
function augmentFor(seconds: number): AugmentationTimes {
  const [start, processorStart] = [performance.now(), process.cpuUsage()]
  let images = 0
  const elapsed = () => (performance.now() - start) / 1000
  while (elapsed() < seconds) {
    for (let first = 0; first + batchSize <= split.count; first += batchSize) {
      const indices = Uint32Array.from({ length: batchSize }, (_, i) => first + i)
      const request = { split, shape: { height, width }, crop, crops, indices, epoch, random } as const
      fillTrainingBatch(pixels, { ...request, augmentation: studyAugmentation })
      images += batchSize
    }
    epoch++
  }
  const { user, system } = process.cpuUsage(processorStart)
  return { version: `Node ${process.version}`, images, seconds: elapsed(), processorSeconds: (user + system) / 1e6 }
}
