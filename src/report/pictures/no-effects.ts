import type { NoPicture } from './picture.js'

/** What stands in place of a picture of effects when there are none. */
export const noEffects: NoPicture = {
  reason:
    'fewer than two points with different values of a parameter are complete: go on with "sweep resume", or give a parameter several values',
}
