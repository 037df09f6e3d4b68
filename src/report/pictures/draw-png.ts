import { fontFamily, fontFiles } from './fonts/font-files.js'

/** Pixels for one of the SVG's, for screens with small pixels. */
const zoom = 2

/** Draws an SVG of `drawSvg` as PNG, with fonts of its own: the same on every machine. */
export async function drawPng(svg: string): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js')
  const { normal, bold } = fontFiles()
  const font = { loadSystemFonts: false, fontFiles: [normal, bold], defaultFontFamily: fontFamily }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: zoom }, background: 'white' }).render().asPng()
}
