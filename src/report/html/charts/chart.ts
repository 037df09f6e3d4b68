import type { Picture, PictureOptions } from '../../pictures/picture.js'
import type { PictureKind } from '../../pictures/picture-kind.js'

/** One place of the page for pictures of one kind, of which a reader chooses one. */
export interface Chart {
  readonly kind: PictureKind
  /** What the choice is between, as `metric`; null where there is one view only. */
  readonly choice: string | null
  readonly views: readonly ChartView[]
}

export interface ChartView {
  /** Names it in the choice. */
  readonly label: string
  readonly options: PictureOptions
  readonly picture: Picture
}
