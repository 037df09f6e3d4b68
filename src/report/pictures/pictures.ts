import { bars } from './bars.js'
import { confusion } from './confusion.js'
import { heatMap } from './heat-map.js'
import { importances } from './importances.js'
import { learningCurves } from './learning-curves.js'
import { parallel } from './parallel.js'
import type { PictureRecord } from './picture.js'
import { ranking } from './ranking.js'
import { reliability } from './reliability.js'
import { slices } from './slices.js'
import { splits } from './splits.js'
import { timeline } from './timeline.js'

/** Every kind of picture by its name, in the order in which they help to understand a run. */
export const pictures = {
  bars,
  splits,
  'learning-curves': learningCurves,
  importances,
  slices,
  'heat-map': heatMap,
  parallel,
  ranking,
  timeline,
  confusion,
  reliability,
} as const satisfies Readonly<Record<string, PictureRecord>>

export type PictureKind = keyof typeof pictures
