import type { Parameter } from '../core/parameter.js'
import type { RunData, TrialRow } from '../core/run-data.js'
import type { Metric } from '../core/sweep.js'
import type { Analysis, RankedPoint, Warning } from './analysis.js'
import { roundText } from './numbers.js'
import { lineThrough } from './statistics/tests.js'
import { mean } from './statistics/variance.js'

/** What is known of a run before it is judged. */
export type Findings = Omit<Analysis, 'warnings' | 'verdict'>

/** Everything that makes the ranking less sure than it looks, what weighs most first. */
export function warningsOf(data: RunData, findings: Findings): readonly Warning[] {
  return [
    ...unfinished(data, findings),
    ...failures(data, findings),
    ...tooFewTrials(data, findings),
    ...disagreeingSeeds(findings),
    ...stillImproving(data, findings),
    ...edgeValues(data, findings),
  ]
}

/**
 * The next number beyond the edge of a rising list of two or more: by the ratio of its last two where these are positive,
 * at least a factor of 1.5 apart and not of a list of equal steps; else by their distance; between 0 and the edge, or the
 * edge and 1, where the list would leave these. Of whole numbers a whole one; null where there is none between 0 and the
 * edge, as for the number of layers.
 */
export function beyondEdge(numbers: readonly number[], side: 'smallest' | 'largest'): number | null {
  const next = beyond(numbers, side)
  if (!numbers.every(Number.isInteger)) return next
  const whole = Math.round(next)
  return numbers.includes(whole) || (whole === 0 && next > 0) ? null : whole
}

function beyond(numbers: readonly number[], side: 'smallest' | 'largest'): number {
  const [edge, inner] = side === 'smallest' ? [numbers[0]!, numbers[1]!] : [numbers.at(-1)!, numbers.at(-2)!]
  const positive = edge > 0 && inner > 0
  const even = numbers.length > 2 && isEven(numbers)
  const share = positive && edge < 1 && inner < 1
  if (positive && !even && Math.max(edge / inner, inner / edge) >= 1.5) {
    const next = edge * (edge / inner)
    // 0.5 and 0.9, as of a momentum, are no powers: the next is not 1.62.
    return share && next > 1 ? (1 + edge) / 2 : next
  }
  const next = edge + (edge - inner)
  if (positive && next <= 0) return edge / 2
  return share && next >= 1 ? (1 + edge) / 2 : next
}

/** As 10, 20, 30. */
function isEven(numbers: readonly number[]): boolean {
  const step = numbers[1]! - numbers[0]!
  return numbers.every((number, i) => i === 0 || Math.abs(number - numbers[i - 1]! - step) <= 1e-9 * Math.abs(step))
}

/**
 * That seeds differ more than points do: the variance within points is larger than the component of variance between
 * them, by a one-way analysis of variance (Searle, Casella and McCulloch, "Variance Components", 1992, section 3.6).
 */
export function disagreeingSeeds({ points, metric }: Findings): readonly Warning[] {
  const trials = points.reduce((sum, { values }) => sum + values.length, 0)
  const [between, within] = [points.length - 1, trials - points.length]
  if (between < 1 || within < 1) return []
  const whole = mean(points.flatMap(({ values }) => values))
  let [squaresWithin, squaresBetween] = [0, 0]
  for (const { values, mean } of points) {
    for (const value of values) squaresWithin += (value - mean) ** 2
    squaresBetween += values.length * (mean - whole) ** 2
  }
  const seeds = squaresWithin / within
  // Trials per point, for points of different numbers of them.
  const each = (trials - points.reduce((sum, { values }) => sum + values.length ** 2, 0) / trials) / between
  const component = Math.max(0, (squaresBetween / between - seeds) / each)
  if (seeds <= component || seeds === 0) return []
  const [bySeed, byPoint] = [seeds, component].map((variance) => roundText(Math.sqrt(variance), 2))
  const text = `Seeds differ more than points do: ${metric.name} deviates by ${bySeed} from seed to seed and by ${byPoint} from point to point; what was searched matters little here, or more seeds are needed.`
  return [{ kind: 'seeds_disagree', text }]
}

/**
 * That the best value of a list of numbers is its first or last, so that a better one may lie beyond. Not of a list of two
 * that moves together with another parameter, where each value is an edge and belongs to its partner; nor of 0 as the
 * smallest, which means without.
 */
function edgeValues({ run }: RunData, { points, metric }: Findings): readonly Warning[] {
  const [best, ...others] = points
  if (!best || others.length === 0) return []
  return run.sweep.parameters.flatMap((parameter) => {
    const { name } = parameter
    const value = best.params[name]
    const numbers = numbersOf(parameter)
    if (typeof value !== 'number' || numbers.length < 2) return []
    if (numbers.length === 2 && run.sweep.zip.some((group) => group.includes(name))) return []
    const side = value === numbers[0] ? 'smallest' : value === numbers.at(-1) ? 'largest' : null
    if (side === null || (side === 'smallest' && value === 0)) return []
    const inner = others.find(({ tied, params }) => tied && typeof params[name] === 'number' && params[name] !== value)
    const doubt = inner ? `, though ${roundText(inner.params[name] as number, 4)} cannot be told from it` : ''
    const next = beyondEdge(numbers, side)
    const text = `The best ${name}, ${value}, is the ${side} that was tried (${numbers.join(', ')})${doubt}: a better ${metric.name} may lie beyond${next === null ? '' : `; try ${Number.isInteger(next) ? next : roundText(next, 2)}`}.`
    return [{ kind: 'edge' as const, text }]
  })
}

/** The different numbers of a list, from small to large; none of a list that holds anything else. */
function numbersOf(parameter: Parameter): readonly number[] {
  if (!('values' in parameter)) return []
  const numbers = parameter.values.filter((value) => typeof value === 'number')
  return numbers.length < parameter.values.length ? [] : [...new Set(numbers)].sort((a, b) => a - b)
}

/** That trials failed, why most did, and whether the best point is one of theirs. */
function failures(data: RunData, { report, points }: Findings): readonly Warning[] {
  const { total } = data
  const { failed, waiting, running, interrupted } = report.counts
  if (failed === 0) return []
  const first = report.failures.toSorted((a, b) => b.count - a.count)[0]
  const why = first ? `: ${first.error.name}: ${firstLine(first.error.message)}` : ''
  const share = first && first.count < failed ? ` (${first.count} of them)` : ''
  const trials = failed === 1 ? `1 of ${total} trials failed` : `${failed} of ${total} trials failed`
  // Where trials have still to train, their warning says it.
  const best = waiting + running + interrupted === 0 ? seedsOfBest(data, points) : ''
  const text = `${trials}${why}${share}. Points are ranked without their failed seeds.${best}`
  return [{ kind: 'failures', text }]
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n')
  return line.length > 160 ? `${line.slice(0, 157)}...` : line.replace(/\.$/, '')
}

/** That the best point lacks seeds, as a sentence with a space before; empty where it has all or where there is none. */
function seedsOfBest({ run }: RunData, [best]: readonly RankedPoint[]): string {
  if (!best || best.missing === 0) return ''
  return ` The best point itself has ${best.trials.length} of its ${run.sweep.seeds.length} seeds.`
}

/** That the best point had not done learning, and how many other points had not. */
function stillImproving({ trials }: RunData, { points, metric }: Findings): readonly Warning[] {
  const rows = new Map(trials.map((row) => [row.key, row]))
  const slopes = points.map(({ keys }) =>
    improvement(
      keys.map((key) => rows.get(key)!),
      metric,
    ),
  )
  const [best, ...others] = slopes
  if (best === undefined || best === null) return []
  const { params, steps } = rows.get(points[0]!.keys[0]!)!
  const speed = `${metric.name} by ${roundText(Math.abs(best), 2)} a step`
  const improving = others.filter((slope) => slope !== null).length
  const rest = improving > 0 ? `, as ${improving === 1 ? 'was' : 'were'} ${howMany(improving, others.length)}` : ''
  const advice = typeof params.epochs === 'number' ? ` (epochs: ${2 * params.epochs}, say)` : ''
  const which = `${whichText(points[0]!)} still improving at the last of ${steps} steps (${speed})`
  return [
    {
      kind: 'still_improving',
      text: `${which}${rest}: train longer${advice}${others.length > 0 ? '; the order may change' : ''}.`,
    },
  ]
}

function howMany(some: number, others: number): string {
  if (some < others) return `${some} of the ${others} others`
  return others === 1 ? 'the other' : `all ${others} others`
}

function whichText({ trials }: RankedPoint): string {
  return trials.length === 1 ? 'The best trial was' : 'The best point was'
}

/**
 * Slope of the mean over seeds during the last third of the readings, five at least, where it cannot be chance (one-sided
 * t-test at 5 %) and half of the trials or more have their best reading at the end; null where the point had done learning.
 */
function improvement(trials: readonly TrialRow[], metric: Metric): number | null {
  const curves = trials.map(({ readings }) => readings.filter(({ metrics }) => metric.name in metrics))
  const steps = curves[0]!.map(({ step }) => step)
  // The best may lie at the end because all ended early, each elsewhere: then there is no mean to look at.
  if (steps.length < 5 || curves.some((curve) => curve.map(({ step }) => step).join() !== steps.join())) return null
  if (2 * trials.filter(({ bestStep }) => bestStep === steps.at(-1)).length < trials.length) return null
  const means = steps.map((step, i) => [step, mean(curves.map((curve) => curve[i]!.metrics[metric.name]!))] as const)
  const line = lineThrough(means.slice(-Math.max(5, Math.ceil(means.length / 3))))
  const better = metric.goal === 'maximize' ? line.slope > 0 : line.slope < 0
  return better && line.p / 2 < 0.05 ? line.slope : null
}

/** That there is too little to tell which point is best: one point, one seed, or two. */
function tooFewTrials({ run }: RunData, { points, comparison }: Findings): readonly Warning[] {
  if (points.length === 0) return []
  if (points.length === 1) {
    return [{ kind: 'too_few_trials', text: 'One point is complete: there is nothing to compare it with.' }]
  }
  const most = Math.max(...points.map(({ seeds }) => seeds.length))
  if (most > 2) return []
  if (most === 2) {
    const text =
      'No point has more than two seeds: two tell little of how much seeds differ, so only large differences count.'
    return [{ kind: 'too_few_trials', text }]
  }
  const asked = run.sweep.seeds.length
  const advice = asked < 3 ? 'train every point with three or more (seeds: 3)' : `the sweep asks for ${asked} of each`
  const rest =
    comparison === null ? 'nothing tells a difference from chance' : 'what another seed would change is not known'
  return [{ kind: 'too_few_trials', text: `Every point has one seed: ${rest}; ${advice}.` }]
}

/** That trials have still to train, and whether the best point is one of theirs. */
function unfinished(data: RunData, { report: { counts }, points }: Findings): readonly Warning[] {
  const { run, total } = data
  const left = counts.waiting + counts.running + counts.interrupted
  if (left === 0) return []
  const text = `${left} of ${total} trials have not finished: the ranking may change when they do (sweep resume ${run.name}).${seedsOfBest(data, points)}`
  return [{ kind: 'unfinished', text }]
}
