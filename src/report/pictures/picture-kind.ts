/** Every kind of picture with what it shows, in the order in which they help to understand a run. */
export const pictureKinds = {
  bars: 'a metric by one parameter (--x), side by side for a second one (--y), with error bars',
  splits: 'validation and test side by side, by one parameter (--x), with error bars',
  'learning-curves': 'a metric by step, the best points in colour, the learning rate below',
  importances: 'the share of the variance that each parameter and each pair explains',
  slices: 'the metric against each searched parameter, with the means',
  'heat-map': 'the mean of the metric by two parameters (--x, --y), with a number in every cell',
  parallel: 'every point a line across all searched parameters and the metric',
  ranking: 'every trial by the time it ended, and the best value so far',
  timeline: 'every attempt by start and end, lane by lane, coloured by how it ended',
  confusion: 'which classes the best trial, or --trial, takes for which others',
  reliability: 'how far the confidence of the best trial, or of --trial, can be relied on',
} as const

export type PictureKind = keyof typeof pictureKinds
