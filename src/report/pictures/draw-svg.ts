import type { LoggerInterface } from 'vega'
import type { TopLevelSpec } from 'vega-lite'
import { textWidth } from './fonts/text-width.js'
import type { Picture } from './picture.js'
import { wholeSpec } from './whole-spec.js'

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
