import type { Json } from '../../core/json.js'

/**
 * The colours of Okabe and Ito, which people with any colour vision can tell apart; their yellow is darkened, since pictures are
 * white. Whatever they mean, a shape, a dash or a place says too.
 *
 * Source: Okabe and Ito, "Color Universal Design" (2008), jfly.uni-koeln.de/color.
 */
export const colors = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#000000', '#E69F00', '#56B4E9', '#8A7F00'] as const

/** One fewer than the colours, so that no two of 56 series have both in common. */
export const shapes = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-right',
] as const

export const dashes = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 2, 1, 2],
  [10, 4],
  [1, 3],
  [12, 3, 2, 3, 2, 3],
] as const

/** What stands behind, or does not count. */
export const faint = '#a3a3a3'

export const ink = '#222222'

/** Width of a picture's plot in pixels. */
export const width = 640

/** DejaVu Sans is the font that texts are measured and PNGs drawn with; the others are as wide or narrower. */
export const font = '"DejaVu Sans", Verdana, "Helvetica Neue", Arial, sans-serif'

/** Vega-Lite's config, the same for all pictures. */
export const theme = {
  background: 'white',
  padding: 12,
  font,
  autosize: { type: 'pad', contains: 'padding' },
  view: { stroke: null, continuousWidth: width, continuousHeight: 360 },
  range: {
    category: [...colors],
    symbol: [...shapes],
    // Both go one way from light to dark, so that they read in black and white.
    heatmap: { scheme: 'cividis' },
    ramp: { scheme: 'blues' },
  },
  title: {
    anchor: 'start',
    fontSize: 15,
    fontWeight: 'bold',
    color: ink,
    offset: 10,
    subtitleFontSize: 11,
    subtitleColor: '#555555',
    subtitlePadding: 6,
  },
  axis: {
    domainColor: '#888888',
    tickColor: '#888888',
    gridColor: '#e6e6e6',
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 10,
    labelLimit: 240,
  },
  legend: {
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 320,
    symbolSize: 80,
  },
  header: { labelColor: ink, titleColor: ink, labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
  line: { strokeWidth: 2 },
  point: { size: 50, filled: true, opacity: 1 },
  text: { color: ink, fontSize: 11 },
  errorbar: { ticks: true },
} as const satisfies Json
