import type { PointDifference, RunComparison, RunDifference } from '../analyze/run-differences.js'
import { levelText, marks } from './ranking.js'
import type { ReportView } from './report.js'
import type { Column } from './table.js'
import { numberText, oneLine, paramText } from './values.js'

/** A comparison of two runs as a person reads it: a row per point in common, then their mean. */
export function comparisonView(comparison: RunComparison): ReportView {
  const { a, b, metric, points, onlyA, onlyB, overall } = comparison
  const names = shownNames(points)
  const rows = points.map((point) => [
    ...(names.length === 0 ? ['the only one'] : names.map((name) => paramText(point.params, name))),
    ...cells(comparison, point.a.mean, point.b.mean, point.difference),
  ])
  const last = overall && points.length > 1 ? cells(comparison, overall.a, overall.b, overall.difference) : null
  const heads = (names.length === 0 ? ['point'] : names).map((name): Column => {
    return { header: oneLine(name), align: 'left', shrinks: true }
  })
  return {
    title: `B ${b} against A ${a}, ${metric.goal} ${oneLine(metric.name)}`,
    counts: [
      `${plural(points.length, 'point')} in common, ${onlyA} only in A, ${onlyB} only in B`,
      ...apart(comparison),
    ],
    fixed: '',
    verdict: verdictLines(comparison),
    columns: points.length === 0 ? [] : [...heads, ...measured],
    rows: last ? [...rows, [`mean of ${points.length}`, ...names.slice(1).map(() => ''), ...last]] : rows,
    winners: 0,
    hidden: null,
    legend: legendLines(comparison),
    warnings: comparison.worse === null ? [untested] : [],
    notes: [],
  }
}

const measured: readonly Column[] = [
  { header: 'A', align: 'right', shrinks: false },
  { header: 'B', align: 'right', shrinks: false },
  { header: 'B - A', align: 'left', shrinks: false },
  { header: 'p', align: 'right', shrinks: false },
  { header: 'over', align: 'left', shrinks: false, drops: 1 },
  { header: 'B is', align: 'left', shrinks: false },
]

const untested =
  'nothing could be tested: it takes two points in common, two seeds of the same point in each run, or the kept predictions of both'

/** Parameters that are not the same in all points in common. */
function shownNames(points: readonly PointDifference[]): readonly string[] {
  const names = [...new Set(points.flatMap(({ params }) => Object.keys(params)))]
  return names.filter((name) => new Set(points.map(({ params }) => paramText(params, name))).size > 1)
}

function cells(comparison: RunComparison, a: number, b: number, difference: RunDifference): readonly string[] {
  const { p } = difference
  const [ofA, ofB] = [numberText(a), numberText(b)]
  const text = differenceText(difference, ofA.length >= ofB.length ? ofA : ofB)
  return [ofA, ofB, text, p === null ? '-' : pText(p), overText(difference), judgement(comparison, difference)]
}

function pText(p: number): string {
  return p < 0.0001 ? '<0.0001' : p.toFixed(4)
}

function overText({ by, count }: RunDifference): string {
  switch (by) {
    case null:
      return '-'
    case 'seed_pairs':
      return `${count} seeds, paired`
    case 'seeds':
      return `${count} trials`
    case 'samples':
      return `${count} samples`
    case 'points':
      return `${count} points`
    case 'points_and_seeds':
      return `${count} pairs of trials`
    default:
      return by satisfies never
  }
}

function judgement({ metric, level }: RunComparison, { value, p }: RunDifference): string {
  if (p === null) return ''
  if (p >= level) return marks.tied
  return value > 0 === (metric.goal === 'maximize') ? 'better' : 'worse'
}

function verdictLines(comparison: RunComparison): readonly string[] {
  const { metric, overall, best } = comparison
  const beside = overall ? numberText(overall.a) : ''
  const judged = (difference: RunDifference) => {
    const word = judgement(comparison, difference)
    if (difference.p === null) return 'not tested'
    return `B ${word === marks.tied ? 'cannot be told from A' : `is ${word}`}, p ${pText(difference.p)}`
  }
  return [
    overall === null
      ? 'The runs have no point in common.'
      : `Mean of the points in common: ${differenceText(overall.difference, beside)} (${judged(overall.difference)}).`,
    ...(best === null
      ? []
      : [
          `Best points: ${oneLine(metric.name)} ${numberText(best.a.mean)} in A (${trialsText(best.a.trials)}), ` +
            `${numberText(best.b.mean)} in B (${trialsText(best.b.trials)}): ` +
            `${differenceText(best.difference, numberText(best.a.mean))} (${judged(best.difference)}).`,
        ]),
  ]
}

/** What the runs differ in. */
function apart({ parameters }: RunComparison): readonly string[] {
  const texts = parameters.map(({ name, a, b }) => `${oneLine(name)} (A ${valuesText(a)}, B ${valuesText(b)})`)
  return texts.length === 0 ? [] : [`the runs differ in ${texts.join(', ')}`]
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function trialsText(trials: readonly number[]): string {
  return `trial${trials.length === 1 ? '' : 's'} ${trials.join(', ')}`
}

function valuesText(values: RunComparison['parameters'][number]['a']): string {
  if (values === null) return 'not set'
  const shown = values.slice(0, 4).map((value) => paramText({ value }, 'value'))
  return `${shown.join(' or ')}${values.length > 4 ? ` or ${values.length - 4} more` : ''}`
}

function legendLines({ level, points, overall, best, parameters }: RunComparison): readonly string[] {
  const tested = [...points, ...(overall ? [overall] : []), ...(best ? [best] : [])].map(({ difference }) => difference)
  const by = new Set(tested.map((difference) => difference.by))
  return [
    ...(points.length > 0 && parameters.length > 0 ? ['points are in common that agree in all other parameters'] : []),
    ...(tested.some(({ p }) => p !== null && p >= level) ? [`${marks.tied} cannot be told from A`] : []),
    ...(tested.some(({ interval }) => interval)
      ? [`± ${levelText(1 - level)} interval, not corrected; p after Holm's correction`]
      : []),
    ...(by.has('points') ? ['over points: it knows nothing of other seeds'] : []),
    ...(by.has('points_and_seeds')
      ? ['over pairs of trials: with other points or other seeds it would be another']
      : []),
    ...(by.has('samples')
      ? ['over samples: the same images with one network each; it knows nothing of other seeds']
      : []),
  ]
}

/**
 * A comparison of two runs as data for JSON, in full precision: `{a, b, metric: {name, goal}, level, worse, parameters: [{name,
 * a, b}], only_a, only_b, overall: {a, b, difference}, best, points: [{params, params_of_b, a: {trials, seeds, mean}, b,
 * difference: {value, interval, p, by, count}}]}`. Differences are B less A.
 */
export function comparisonRecord(comparison: RunComparison) {
  const { a, b, metric, level, worse, parameters, onlyA, onlyB, overall, best, points } = comparison
  return {
    ...{ a, b, metric, level, worse, parameters, only_a: onlyA, only_b: onlyB, overall },
    best: best && pointRecord(best),
    points: points.map(pointRecord),
  }
}

function pointRecord({ params, paramsOfB, a, b, difference }: PointDifference) {
  return { params, params_of_b: paramsOfB, a, b, difference }
}

/** A difference with its sign and interval, to the decimals of the numbers that it stands beside: `+0.0088 ± 0.0050`. */
export function differenceText({ value, interval }: Pick<RunDifference, 'value' | 'interval'>, beside: string): string {
  const text = (number: number) => fixed(number, beside)
  const sign = value > 0 ? '+' : ''
  return `${sign}${text(value)}${interval === null ? '' : ` ± ${text((interval.high - interval.low) / 2)}`}`
}

function fixed(number: number, beside: string): string {
  const decimals = /^-?\d+(?:\.(\d+))?$/.exec(beside)?.[1]?.length
  const text = decimals === undefined ? number.toPrecision(4) : number.toFixed(decimals)
  return number !== 0 && Number(text) === 0 ? number.toPrecision(2) : text.replace(/^-(0\.?0*)$/, '$1')
}
