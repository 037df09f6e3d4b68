import type { PictureMaker } from './picture.js'
import type { PictureKind } from './picture-kind.js'
import { ranking } from './ranking.js'

/** What makes each kind of picture. */
export const pictures: Readonly<Record<PictureKind, PictureMaker>> = {
  ranking,
}
