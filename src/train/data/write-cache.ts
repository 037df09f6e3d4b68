import { writeBeside } from '../../core/write-beside.js'
import { type CacheContent, contentSum, layoutVersion, type SourceStamp } from './cache-layout.js'
import type { Dataset } from './dataset.js'

/** Writes a dataset as the cache of a source. */
export async function writeCache(path: string, source: SourceStamp, dataset: Dataset): Promise<void> {
  const { classes, height, width, bySubject } = dataset
  const splits = Object.entries(dataset.splits)
  const content: CacheContent = {
    source,
    classes,
    height,
    width,
    splits: splits.map(([name, { count }]) => ({ name, count })),
    ...(bySubject && { bySubject }),
  }
  const sha256 = contentSum(
    content,
    splits.map(([, split]) => split),
  )
  await writeBeside(path, async (file) => {
    await file.writeFile(`${JSON.stringify({ layout: layoutVersion, sha256, content })}\n`)
    for (const [, { images, labels }] of splits) {
      await file.writeFile(images)
      await file.writeFile(labels)
    }
  })
}
