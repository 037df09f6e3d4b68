import type { PictureKind, PictureOptions } from './picture.js'

/** Which options make a difference to each kind of picture. */
export const heededOptions = {
  bars: ['x', 'y', 'metric'],
  splits: ['x', 'metric'],
  'learning-curves': ['metric', 'top'],
  importances: [],
  slices: ['x'],
  'heat-map': ['x', 'y'],
  parallel: ['top'],
  ranking: [],
  timeline: [],
  confusion: ['trial', 'split'],
  reliability: ['trial', 'split'],
} as const satisfies Readonly<Record<PictureKind, readonly (keyof PictureOptions)[]>>
