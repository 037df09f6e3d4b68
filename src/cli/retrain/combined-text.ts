import type { RetrainingPlan } from './plan-retraining.js'

/** What joining parts of the data for training means, a sentence each. */
export function combinedText(
  { combined, checked, seeds }: RetrainingPlan,
  metric: string,
  bestStep: number | null,
): readonly string[] {
  if (combined === null) return []
  const length = checked.continues?.parameter
  const lasts = length !== undefined && bestStep !== null && checked.params[length] === bestStep
  const [first] = seeds
  return [
    `Training on ${combined.join(' and ')} joined${lasts ? `, with ${length} ${bestStep}, the recorded best step` : ''}.`,
    'These are other data than the run had, so nothing is compared with it.',
    ...(seeds.length > 1
      ? [`Without a ${metric} nothing tells which seed is best, and the model of seed ${first!.trial.seed} is kept.`]
      : []),
  ]
}
