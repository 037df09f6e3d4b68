import { font, ink } from '../theme.js'
import { inferno } from './inferno.js'
import { paint } from './paint.js'
import { pngUrl } from './png-url.js'
import type { ShownImage, ShownSaliency } from './shown-saliency.js'

/** All in pixels. */
const [margin, labels, cell, gap, line] = [20, 210, 160, 12, 18]
const columns = ['image', 'what matters', 'over the image'] as const
const width = 2 * margin + labels + columns.length * cell + (columns.length - 1) * gap
const muted = '#555555'

/**
 * A gallery as SVG: a row for every image with the image, its map, and the map over the image, beside what was predicted; a
 * colour bar below. The images lie inside of it.
 */
export async function saliencySvg(title: string, { lines, side, images }: ShownSaliency): Promise<string> {
  const top = margin + 30 + lines.length * line + 28
  const below = top + images.length * (cell + gap)
  const rows = await Promise.all(images.map((image, i) => row(image, side, top + i * (cell + gap))))
  const height = below + 52
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `font-family='${font}' fill="${ink}" role="img" aria-label="${escaped(descriptionOf(title, images))}">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    text(margin, margin + 14, shorten(title, 72), { size: 15, weight: 'bold' }),
    ...lines.map((each, i) => text(margin, margin + 36 + i * line, shorten(each, 112), { size: 11, color: muted })),
    ...columns.map((name, i) => text(cellLeft(i), top - 8, name, { size: 12, color: muted })),
    ...rows,
    ...colorBar(below + 12),
    '</svg>\n',
  ].join('\n')
}

async function row({ label, predicted, probability, name, pixels, map }: ShownImage, side: number, y: number) {
  const painted = paint({ pixels, map })
  const scale = Math.max(1, Math.round((2 * cell) / side))
  const urls = await Promise.all([painted.image, painted.map, painted.over].map((bytes) => pngUrl(bytes, side, scale)))
  const share = shareText(probability)
  const taken = label === null || label === predicted ? undefined : `taken for ${shorten(predicted, 14)}`
  const verdict = [label === predicted ? 'recognized' : taken, share].filter((part) => part !== undefined).join(', ')
  return [
    text(margin, y + 24, shorten(label ?? predicted, 18), { size: 15, weight: 'bold' }),
    text(margin, y + 24 + line + 2, verdict, { size: 12 }),
    text(margin, y + 24 + 2 * line + 2, shorten(name), { size: 11, color: muted }),
    ...urls.map((url, i) => `<image x="${cellLeft(i)}" y="${y}" width="${cell}" height="${cell}" href="${url}"/>`),
  ].join('\n')
}

function colorBar(y: number): readonly string[] {
  const stops = Array.from({ length: 10 }, (_, i) => {
    return `<stop offset="${i / 9}" stop-color="rgb(${inferno(i / 9).join(',')})"/>`
  })
  const left = cellLeft(1)
  return [
    `<defs><linearGradient id="map">${stops.join('')}</linearGradient></defs>`,
    `<rect x="${left}" y="${y}" width="${cell}" height="10" fill="url(#map)"/>`,
    text(left, y + 24, 'not at all', { size: 11, color: muted }),
    text(left + cell, y + 24, 'most', { size: 11, color: muted, anchor: 'end' }),
  ]
}

function cellLeft(column: number): number {
  return margin + labels + column * (cell + gap)
}

function descriptionOf(title: string, images: readonly ShownImage[]): string {
  const said = images.map(({ label, predicted }) =>
    label === null || label === predicted ? predicted : `${label} taken for ${predicted}`,
  )
  return `${title}: ${said.join(', ')}`
}

/** Nothing is said to be certain. */
function shareText(probability: number): string {
  return probability > 0.9995 ? 'over 99.9 %' : `${(100 * probability).toFixed(1)} %`
}

/** The end tells more of a path than its beginning; 30 letters fit beside the first column. */
function shorten(words: string, most = 30): string {
  return words.length > most ? `…${words.slice(1 - most)}` : words
}

interface Style {
  readonly size: number
  readonly weight?: 'bold'
  readonly color?: string
  readonly anchor?: 'end'
}

function text(x: number, y: number, words: string, { size, weight, color, anchor }: Style): string {
  const style = [
    `font-size="${size}"`,
    ...(weight ? [`font-weight="${weight}"`] : []),
    ...(color ? [`fill="${color}"`] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
  ]
  return `<text x="${x}" y="${y}" ${style.join(' ')}>${escaped(words)}</text>`
}

function escaped(words: string): string {
  const codes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of them
  return words.replace(/[\u0000-\u001f]/g, ' ').replace(/[&<>"]/g, (letter) => codes[letter]!)
}
