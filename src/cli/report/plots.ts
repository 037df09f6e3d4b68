import { UsageError } from '../../core/errors.js'
import { didYouMean } from '../../core/texts.js'
import type { PictureRecord } from '../../report/pictures/picture.js'
import { pictures } from '../../report/pictures/pictures.js'

/** What `sweep plot` can draw: pictures of what a run has recorded, and of its model. */
const plotKinds = {
  ...pictures,
  saliency: {
    about: 'what the model that sweep retrain has kept, or that of --trial, looks at: an example of every class',
    heeds: ['trial'],
  },
} as const satisfies Readonly<Record<string, Pick<PictureRecord, 'about' | 'heeds'>>>

export type PlotKind = keyof typeof plotKinds

/** Throws UsageError with the kinds that there are. */
export function plotKindOf(text: string): PlotKind {
  if (Object.hasOwn(plotKinds, text)) return text as PlotKind
  const names = Object.keys(plotKinds)
  throw new UsageError(
    `there is no kind of picture "${text}". ${didYouMean(text, names)}There are: ${names.join(', ')}`,
  )
}

export function plotKindLines(): string {
  const longest = Math.max(...Object.keys(plotKinds).map(({ length }) => length))
  return Object.entries(plotKinds)
    .map(([kind, { about }]) => `  ${kind.padEnd(longest)}  ${about}`)
    .join('\n')
}

/** The options that make a difference to a kind. */
export function heededBy(kind: PlotKind): readonly string[] {
  return plotKinds[kind].heeds
}

export type PlotFormat = 'svg' | 'png' | 'json'

/** By the ending of the file's name. Throws UsageError for one that says nothing, or that the kind has not. */
export function plotFormatOf(kind: PlotKind, output: string): PlotFormat {
  const ending = output === '-' ? 'svg' : /\.(svg|png|json)$/i.exec(output)?.[1]?.toLowerCase()
  const endings = kind === 'saliency' ? '.svg or .png' : '.svg, .png or .json'
  if (ending === undefined || (kind === 'saliency' && ending === 'json')) {
    throw new UsageError(`--output ${output}: write a name that ends in ${endings}, or - for SVG on stdout`)
  }
  return ending as PlotFormat
}
