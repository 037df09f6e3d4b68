import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import type { AugmentationTimes } from './augmentation-task.js'
import type { AugmentationCell } from './measure-augmentation.js'

const headers = ['candidate', 'crops of an image', 'images a second', 'crops a second', 'cores busy']

/** The result as Markdown, a row for every candidate and kind of crops. */
export function augmentationText(cells: readonly AugmentationCell[]): string {
  const rows = cells.map(({ candidate, crops, rounds, missing }) => {
    if (missing !== null) return [`${candidate} (${missing})`, crops, '', '', '']
    const middle = (of: (times: AugmentationTimes) => number) => median(rounds.map(of))
    const images = middle((times) => times.images / times.seconds)
    const busy = middle((times) => times.processorSeconds / times.seconds)
    const perImage = crops === 'ten' ? 10 : 1
    return [
      `${candidate} (${rounds[0]!.version})`,
      crops,
      images.toFixed(0),
      (images * perImage).toFixed(0),
      busy.toFixed(2),
    ]
  })
  return `The study's augmentation of 48x48 images, one thread\n\n${markdownTable(headers, rows, headers.slice(0, 2))}`
}
