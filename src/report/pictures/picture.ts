import type { Analysis } from '../../analyze/analysis.js'
import type { RunData } from '../../analyze/run-data.js'
import type { Json } from '../../core/json.js'

/** A picture of a run, before it is drawn: to SVG and PNG by `drawSvg` and `drawPng`, or by Vega-Embed in a page. */
export interface Picture {
  readonly kind: PictureKind
  readonly title: string
  /** One sentence for those who cannot see it, with the main figures. */
  readonly description: string
  readonly spec: Spec
}

/** Why a run cannot be shown in this way. */
export interface NoPicture {
  /** A sentence that says what is missing and what to do instead. */
  readonly reason: string
}

/** A Vega-Lite specification as plain JSON with its data inside; `wholeSpec` adds title, description and theme. */
export type Spec = { readonly [key: string]: Json }

/** All that a picture is made from. */
export interface PictureInput {
  readonly data: RunData
  readonly analysis: Analysis
}

/** What to show; a picture chooses for itself what is left out, and heeds what it knows. */
export interface PictureOptions {
  /** Parameter along the x axis. */
  readonly x?: string | undefined
  /** Parameter that splits or spans the other direction. */
  readonly y?: string | undefined
  /** A metric of the readings or of the results, in place of the sweep's own. */
  readonly metric?: string | undefined
  /** Number of a trial. */
  readonly trial?: number | undefined
  readonly split?: 'validation' | 'test' | undefined
  /** How many of the best points stand out. */
  readonly top?: number | undefined
}

/** Pure: the same input gives the same picture. */
export type PictureMaker = (input: PictureInput, options: PictureOptions) => Picture | NoPicture

/** Every kind of picture with what it shows, in the order in which they help to understand a run. */
export const pictureKinds = {
  bars: 'a metric by one parameter (--x), side by side for a second one (--y), with error bars',
  splits: 'validation and test side by side, by one parameter (--x), with error bars',
  'learning-curves': 'a metric by step, the best points in colour, the learning rate below',
  importances: 'the share of the variance that each parameter and each pair explains',
  slices: 'the metric against each searched parameter, with the means',
  'heat-map': 'the mean of the metric by two parameters (--x, --y), with a number in every cell',
  parallel: 'every point a line across all searched parameters and the metric',
  ranking: 'every trial by the time it ended, and the best value so far',
  timeline: 'every attempt by start and end, lane by lane, coloured by how it ended',
  confusion: 'which classes the best trial, or --trial, takes for which others',
  reliability: 'how far the confidence of the best trial, or of --trial, can be relied on',
} as const

export type PictureKind = keyof typeof pictureKinds
