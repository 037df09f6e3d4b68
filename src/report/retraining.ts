import type { JudgedSeed, Retraining } from '../analyze/retraining.js'
import type { Interval } from '../analyze/statistics/intervals.js'
import { numberText } from './values.js'

/**
 * What training a point again has shown, in plain sentences, a line each. `differences` name what is otherwise than when
 * the run began and can change numbers.
 */
export function retrainingText(retraining: Retraining, differences: readonly string[]): readonly string[] {
  const { seeds, metric } = retraining
  const lines = seeds.map((seed) => {
    const where = seeds.length === 1 ? '' : `seed ${seed.seed}${seed.trial === null ? '' : ` (trial ${seed.trial})`}: `
    return `${where}${valueText(seed, metric.name)}${verdictText(seed)}`
  })
  const off = seeds.some(({ verdict }) => verdict === 'not_reproduced')
  return [...lines, ...(off ? [differenceText(differences)] : []), ...meanText(retraining), ...keptText(retraining)]
}

function valueText({ value, bestStep }: JudgedSeed, metric: string): string {
  if (value === null) return ''
  return `${metric} ${value}${bestStep === null ? '' : ` at step ${bestStep}`}; `
}

function verdictText({ verdict, recorded, value }: JudgedSeed): string {
  switch (verdict) {
    case 'reproduced':
      return 'the recorded value is reproduced bit for bit'
    case 'not_reproduced':
      return (
        `NOT reproduced: recorded ${recorded!.value}` +
        (recorded!.bestStep === null ? '' : ` at step ${recorded!.bestStep}`) +
        (value === null ? '' : `, a difference of ${numberText(value - recorded!.value)}`)
      )
    case 'new':
      return 'the run has no value of this seed to compare with'
    case 'other_parameters':
      return 'its parameters differ from those of the recorded trial, so there is nothing to compare'
    case 'not_complete':
      return 'not trained to its end'
    default:
      return verdict satisfies never
  }
}

function differenceText(differences: readonly string[]): string {
  if (differences.length > 0) return `Otherwise than when the run began: ${differences.join('; ')}.`
  return 'Nothing that is recorded differs from when the run began: the same code, data, engine, threads and device.'
}

function meanText({ seeds, mean, meanVerdict }: Retraining): readonly string[] {
  const of = seeds.length === 1 ? 'The value' : 'The mean of the seeds'
  switch (meanVerdict.kind) {
    case 'within':
    case 'outside': {
      const { low, high } = meanVerdict.interval
      const where = meanVerdict.kind === 'within' ? 'lies within' : 'lies OUTSIDE of'
      return [
        `${of}, ${numberText(mean!)}, ${where} the recorded interval from ${numberText(low)} to ${numberText(high)} ` +
          `(${intervalKindText(meanVerdict.interval)}).`,
      ]
    }
    case 'no_interval':
      return [`${of} is ${numberText(mean!)}; the run has too little of this point for an interval to compare with.`]
    case 'other_parameters':
      return seeds.length === 1 || mean === null ? [] : [`${of} is ${numberText(mean)}.`]
    case 'reproduced':
    case 'no_value':
      return []
    default:
      return meanVerdict satisfies never
  }
}

function keptText({ seeds, kept, keptAs, metric }: Retraining): readonly string[] {
  if (kept === null || seeds.length === 1) return []
  switch (keptAs) {
    case 'only':
      return [`Kept: seed ${kept.seed}, the only one that was trained to its end.`]
    case 'best':
      return [`Kept: seed ${kept.seed}, the best by ${metric.name}.`]
    case 'first':
      return [`Kept: seed ${kept.seed}. No ${metric.name} tells which seed is best, so the recorded one is kept.`]
    default:
      return keptAs satisfies never
  }
}

/** How an interval was found, as `95 %, t over seeds`. */
export function intervalKindText({ level, kind }: Interval): string {
  const how = kind === 't' ? 't over seeds' : 'binomial error over samples, which knows nothing of other seeds'
  return `${Number((level * 100).toPrecision(4))} %, ${how}`
}
