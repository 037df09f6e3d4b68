import type { PictureInput } from '../pictures/picture.js'

/** All that a page shows of a run. */
export interface HtmlInput extends PictureInput {
  readonly reproduce: Reproduce
  /** Pictures of what a model looks at, if there are any. */
  readonly gallery?: readonly GalleryImage[]
}

/** How to get the same numbers again. */
export interface Reproduce {
  /** What to type, in turn. */
  readonly commands: readonly { readonly purpose: string; readonly command: string }[]
  /** What has to be known beside the commands, a sentence each. */
  readonly notes: readonly string[]
}

export interface GalleryImage {
  readonly caption: string
  readonly description: string
  readonly png: Uint8Array
}
