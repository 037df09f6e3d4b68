import { font, ink } from './theme.js'

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

/** Images with what mattered in them, for a gallery. */
export interface ShownSaliency {
  /** What was looked at and how, a sentence each. */
  readonly lines: readonly string[]
  /** Side of every image in pixels. */
  readonly side: number
  /** At least one. */
  readonly images: readonly ShownImage[]
}

export interface ShownImage {
  /** Where it comes from. */
  readonly name: string
  /** Its true class; null where nobody says. */
  readonly label: string | null
  /** The class that is explained. */
  readonly predicted: string
  /** Of that class, 0..1. */
  readonly probability: number
  /** Grays 0..1, [side, side]. */
  readonly pixels: Float32Array
  /** How much each pixel matters, as a share of the one that matters most, [side, side]. */
  readonly map: Float32Array
}

/** Bytes of red, green and blue, [side, side, 3]. */
interface Painted {
  readonly image: Uint8Array
  readonly map: Uint8Array
  /** The map over the image, the more opaque the brighter it is. */
  readonly over: Uint8Array
}

/** How much of the image the brightest places of the map hide. */
const opacity = 0.85

/** The three pictures of an image. */
function paint({ pixels, map }: Pick<ShownImage, 'pixels' | 'map'>): Painted {
  const gray = (i: number): Rgb => [255 * pixels[i]!, 255 * pixels[i]!, 255 * pixels[i]!]
  return {
    image: bytes(pixels.length, gray),
    map: bytes(map.length, (i) => inferno(map[i]!)),
    over: bytes(map.length, (i) => {
      const [share, pixel, color] = [opacity * map[i]!, gray(i), inferno(map[i]!)]
      const mixed = (part: 0 | 1 | 2) => (1 - share) * pixel[part] + share * color[part]
      return [mixed(0), mixed(1), mixed(2)]
    }),
  }
}

function bytes(count: number, colorOf: (i: number) => Rgb): Uint8Array {
  const to = new Uint8ClampedArray(count * 3)
  for (let i = 0; i < count; i++) to.set(colorOf(i), i * 3)
  return new Uint8Array(to.buffer)
}

type Rgb = readonly [red: number, green: number, blue: number]

/**
 * The colour of a value 0..1, each part 0..255: matplotlib's inferno, from black over red to light yellow. It gets lighter
 * all the way, so that it reads in black and white and with any colour vision.
 *
 * Source: Smith and van der Walt, "A Better Default Colormap for Matplotlib" (SciPy 2015); ten of its colours, and between
 * them straight lines.
 */
export function inferno(value: number): Rgb {
  const place = Math.min(1, Math.max(0, value)) * (stops.length - 1)
  const before = Math.min(stops.length - 2, Math.floor(place))
  const share = place - before
  const [from, to] = [stops[before]!, stops[before + 1]!]
  const part = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share)
  return [part(0), part(1), part(2)]
}

const stops: readonly Rgb[] = [
  [0, 0, 4],
  [27, 12, 65],
  [74, 12, 107],
  [120, 28, 109],
  [165, 44, 96],
  [207, 68, 70],
  [237, 105, 37],
  [251, 155, 6],
  [247, 209, 61],
  [252, 255, 164],
]

/**
 * A square of bytes [side, side, 3] as a `data:` URL of a PNG, `scale` times as large: every pixel becomes a square, since
 * programs that draw an SVG would blur it each in its own way.
 */
async function pngUrl(bytes: Uint8Array, side: number, scale: number): Promise<string> {
  const { default: sharp } = await import('sharp')
  const png = await sharp(bytes, { raw: { width: side, height: side, channels: 3 } })
    .resize(side * scale, side * scale, { kernel: 'nearest' })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}
