/** The splits of FER2013, in the order of the official file. */
export const ferSplits = ['Training', 'PublicTest', 'PrivateTest'] as const
