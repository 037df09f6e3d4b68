import { bars } from './bars.js'
import { confusion } from './confusion.js'
import { heatMap } from './heat-map.js'
import { importances } from './importances.js'
import { learningCurves } from './learning-curves.js'
import { parallel } from './parallel.js'
import type { PictureKind, PictureMaker } from './picture.js'
import { ranking } from './ranking.js'
import { reliability } from './reliability.js'
import { slices } from './slices.js'
import { splits } from './splits.js'
import { timeline } from './timeline.js'

/** What makes each kind of picture. */
export const pictures: Readonly<Record<PictureKind, PictureMaker>> = {
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
}
