import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Font } from 'opentype.js'
import type { LoggerInterface } from 'vega'
import type { TopLevelSpec } from 'vega-lite'
import type { Picture, Spec } from './picture.js'
import { theme } from './theme.js'

/**
 * Draws a picture without a browser: its SVG, whose texts stay texts and which holds the description. The same picture
 * gives the same SVG. A wrong specification is a defect, and thrown as Error. Vega is loaded by the first call.
 */
export async function drawSvg(picture: Picture): Promise<string> {
  const [vega, { compile }, width] = await Promise.all([import('vega'), import('vega-lite'), textWidth()])
  // Without a canvas Vega takes every letter for 0.8 em wide. Its types leave these two out.
  const { textMetrics, resetSVGDefIds } = vega as unknown as Untyped
  textMetrics.width = ({ fontSize = 11, fontWeight = 'normal' }, text) =>
    width(String(text ?? ''), fontSize, fontWeight)
  resetSVGDefIds()

  const logger = loggerFor(picture.kind, 'warnings too')
  const { spec } = compile(wholeSpec(picture) as unknown as TopLevelSpec, { logger })
  const view = new vega.View(vega.parse(spec), {
    renderer: 'none',
    logger: loggerFor(picture.kind, 'errors'),
  })
  try {
    return allowed(described(await view.toSVG(), picture.description))
  } finally {
    view.finalize()
  }
}

/** With the description where readers of SVG look for it. */
function described(svg: string, description: string): string {
  const text = description.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return svg.replace(/^<svg[^>]*>/, (start) => `${start}<desc>${text}</desc>`)
}

/** Control characters that XML does not allow, as a text may hold, become the sign for what cannot be shown. */
function allowed(svg: string): string {
  return svg.replace(/[^\P{Cc}\t\n\r]/gu, '\ufffd')
}

interface Untyped {
  readonly textMetrics: { width: (item: TextItem, text: unknown) => number }
  readonly resetSVGDefIds: () => void
}

interface TextItem {
  readonly fontSize?: number
  readonly fontWeight?: string | number
}

/**
 * What Vega-Lite warns of is wrong in the specification, whatever the data; what Vega warns of while it draws comes from
 * the data, as an axis without values, and is drawn all the same.
 */
function loggerFor(kind: string, refused: 'errors' | 'warnings too') {
  const refuse = (...said: readonly unknown[]): never => {
    throw new Error(`the picture "${kind}" cannot be drawn: ${said.map(String).join(' ')}`)
  }
  const pass = (): typeof logger => logger
  const logger: LoggerInterface = {
    level: pass,
    error: refuse,
    warn: refused === 'errors' ? pass : refuse,
    info: pass,
    debug: pass,
  }
  return logger
}

/** Pixels for one of the SVG's, for screens with small pixels. */
const zoom = 2

/** Draws an SVG of `drawSvg` as PNG, with fonts of its own: the same on every machine. */
export async function drawPng(svg: string): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js')
  const { normal, bold } = fontFiles()
  const font = { loadSystemFonts: false, fontFiles: [normal, bold], defaultFontFamily: fontFamily }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: zoom }, background: 'white' }).render().asPng()
}

/** The specification of a picture as it stands alone: title, description and theme beside what it shows. */
export function wholeSpec({ title, description, spec }: Picture): Spec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description,
    title: { text: title },
    ...spec,
    config: theme,
  }
}

/** Width of a line of text in pixels: the sum of its letters' advances, without kerning. */
type TextWidth = (text: string, size: number, weight: string | number) => number

/** Measures as `drawPng` draws. The fonts are read once. */
function textWidth(): Promise<TextWidth> {
  measure ??= readFonts()
  return measure
}

let measure: Promise<TextWidth> | undefined

async function readFonts(): Promise<TextWidth> {
  const { default: opentype } = await import('opentype.js')
  const read = async (path: string): Promise<Font> => {
    const { buffer, byteOffset, byteLength } = await readFile(path)
    return opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength))
  }
  const { normal, bold } = fontFiles()
  const fonts = { normal: await read(normal), bold: await read(bold) }
  return (text, size, weight) => {
    const font = weight === 'bold' || Number(weight) >= 600 ? fonts.bold : fonts.normal
    let units = 0
    for (const letter of text) units += font.charToGlyph(letter).advanceWidth ?? 0
    return (units * size) / font.unitsPerEm
  }
}

/** The fonts that are measured and drawn with, so that a machine need not have any. */
const fontFamily = 'DejaVu Sans'

/** Paths of its TrueType files. */
function fontFiles(): { readonly normal: string; readonly bold: string } {
  const { resolve } = createRequire(import.meta.url)
  return {
    normal: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  }
}
