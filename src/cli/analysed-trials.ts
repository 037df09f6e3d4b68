/** The statistics of more complete trials than these would keep whoever waits for them. */
export const analysedTrials = 5000
