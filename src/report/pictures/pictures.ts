import { bars } from './bars.js'
import { confusion } from './confusion.js'
import { learningCurves } from './learning-curves.js'
import type { PictureMaker } from './picture.js'
import type { PictureKind } from './picture-kind.js'
import { ranking } from './ranking.js'
import { reliability } from './reliability.js'
import { splits } from './splits.js'
import { timeline } from './timeline.js'

/** What makes each kind of picture. */
export const pictures: Readonly<Record<PictureKind, PictureMaker>> = {
  bars,
  splits,
  'learning-curves': learningCurves,
  ranking,
  timeline,
  confusion,
  reliability,
}
