import { type Column, drawTable } from '../draw-table.js'
import { oneLine } from '../one-line.js'
import type { ShownImage } from '../pictures/saliency/shown-saliency.js'

/** What was explained, a row for every image, and the files that show it. */
export function renderExplained(
  images: readonly Omit<ShownImage, 'pixels' | 'map'>[],
  files: readonly string[],
  width?: number,
): string {
  const isLabelled = images.some(({ label }) => label !== null)
  const columns: readonly Column[] = [
    ...(isLabelled ? [{ header: 'class', align: 'left', shrinks: false } as const] : []),
    { header: 'predicted', align: 'left', shrinks: false },
    { header: 'probability', align: 'right', shrinks: false },
    { header: 'image', align: 'left', shrinks: true },
  ]
  const rows = images.map(({ label, predicted, probability, name }) => [
    ...(isLabelled ? [oneLine(label ?? '')] : []),
    oneLine(predicted),
    probability.toFixed(4),
    oneLine(name),
  ])
  return [drawTable(columns, rows, width), '', `Written: ${files.join(', ')}`].join('\n')
}
