/** Every kind of picture with what it shows, in the order in which they help to understand a run. */
export const pictureKinds = {
  ranking: 'every trial by the time it ended, and the best value so far',
} as const

export type PictureKind = keyof typeof pictureKinds
