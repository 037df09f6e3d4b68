import type { Predictions } from '../../core/run-data.js'
import type { Metric } from '../../core/sweep.js'
import type { Point } from '../points.js'
import { mean } from '../statistics/variance.js'
import { sampleScores } from './sample-scores.js'
import type { Profile } from './tests.js'

/** What points are compared on, sample by sample. */
export interface Profiles {
  /** In the order of the points; null for those that cannot be compared so. */
  readonly profiles: readonly (Profile | null)[]
  /** Of the best point, as are its splits. */
  readonly samples: number
  readonly splits: readonly string[]
}

/**
 * The points by sample. Those are left out of whose trials one kept no predictions, or others than the best point did (of
 * other splits or labels), or whose predictions do not give the value that its trial has. Null where the best one is.
 */
export function profilesOf(
  points: readonly Point[],
  metric: Metric,
  validation: ReadonlyMap<string, Predictions>,
): Profiles | null {
  const reference = validation.get(points[0]?.trials[0]?.key ?? '')
  if (!reference || reference.labels.length < 2) return null
  const profiles = points.map((point) => {
    const scores: Float64Array[] = []
    for (const { key, value } of point.trials) {
      const predictions = validation.get(key)
      if (!predictions || !isComparable(predictions, reference)) return null
      const found = sampleScores(metric.name, predictions)
      if (!found || !isClose(mean(found), value!)) return null
      scores.push(found)
    }
    return profileOf(scores)
  })
  return profiles[0] ? { profiles, samples: reference.labels.length, splits: reference.splits } : null
}

function isComparable(one: Predictions, other: Predictions): boolean {
  return (
    one.labels.length === other.labels.length &&
    one.classes.length === other.classes.length &&
    one.splits.join('\n') === other.splits.join('\n') &&
    one.labels.every((label, sample) => label === other.labels[sample])
  )
}

/** A metric may have been summed in single precision. */
function isClose(value: number, recorded: number): boolean {
  return Math.abs(value - recorded) <= 1e-6 * Math.max(1, Math.abs(recorded))
}

/**
 * Analysis of variance of a table of seeds by samples without replication (Scheffé, "The Analysis of Variance", 1959,
 * section 4.2): the interaction is what the means of both leave over.
 */
function profileOf(scores: readonly Float64Array[]): Profile {
  const [seeds, samples] = [scores.length, scores[0]!.length]
  const means = new Float64Array(samples)
  for (const one of scores) for (let i = 0; i < samples; i++) means[i]! += one[i]! / seeds
  if (seeds < 2) return { scores: means, interaction: 0 }
  const whole = mean(means)
  let rest = 0
  for (const one of scores) {
    const beyond = mean(one) - whole
    for (let i = 0; i < samples; i++) rest += (one[i]! - means[i]! - beyond) ** 2
  }
  return { scores: means, interaction: rest / ((seeds - 1) * (samples - 1) * seeds * samples) }
}
