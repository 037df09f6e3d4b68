import type { Choices, PictureInput, PictureOptions } from './picture.js'

/** A picture that looks one way only. */
export const single: Choices = { choice: null, views: [{ label: '', options: {} }] }

/** A view for each value; one where there is none. */
export function choose<T>(
  choice: string,
  values: readonly T[],
  options: (value: T) => PictureOptions,
  label: (value: T) => string = String,
): Choices {
  if (values.length === 0) return single
  return { choice, views: values.map((value) => ({ label: label(value), options: options(value) })) }
}

/** Of the best points, the first trial on each split that it kept predictions of. */
export function bestPredictions({ data, analysis }: PictureInput): Choices {
  const best = analysis.points
    .slice(0, bestPoints)
    .flatMap(({ rank, trials }) => trials.slice(0, 1).map((trial) => ({ rank, trial })))
  const views = best.flatMap(({ rank, trial }) =>
    (['validation', 'test'] as const)
      .filter((split) => data[split].size > 0)
      .map((split) => ({ label: `rank ${rank}, trial ${trial}, ${split}`, options: { trial, split } })),
  )
  return views.length === 0 ? single : { choice: 'trial', views }
}

/** So many points, the best, are a choice of their own. */
const bestPoints = 5
