/** The first line of fer2013.csv. */
export const ferHeader = 'emotion,pixels,Usage'
