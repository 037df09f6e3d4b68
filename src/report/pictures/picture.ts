import type { Analysis } from '../../analyze/analysis.js'
import type { Json } from '../../core/json.js'
import type { RunData } from '../../core/run-data.js'

/** A picture of a run, before it is drawn: to SVG and PNG by `drawSvg` and `drawPng`, or by Vega-Embed in a page. */
export interface Picture {
  /** Its name in the register. */
  readonly kind: string
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

/** One kind of picture: all that is to be known of it. */
export interface PictureRecord {
  /** What it shows, for the list of kinds. */
  readonly about: string
  /** The options that make a difference to it. */
  readonly heeds: readonly (keyof PictureOptions)[]
  /** What a reader of the page may choose between; left out, there is one view. */
  readonly choices?: (input: PictureInput) => Choices
  /** Pure: the same input gives the same picture. */
  readonly draw: (input: PictureInput, options: PictureOptions) => Picture | NoPicture
}

/** The views of one kind of picture: what the choice is between, as `metric`, and what each asks of the picture. */
export interface Choices {
  readonly choice: string | null
  readonly views: readonly { readonly label: string; readonly options: PictureOptions }[]
}
