/** Where a trial stands, in the order in which a report lists the trials. */
export const trialStatuses = ['complete', 'pruned', 'interrupted', 'running', 'waiting', 'failed'] as const

export type TrialStatus = (typeof trialStatuses)[number]
