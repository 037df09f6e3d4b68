/** How many points an experiment is asked of beside one for each value; more would take longer than a start should. */
export const sampledPoints = 2000
