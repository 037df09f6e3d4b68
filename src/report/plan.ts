import type { Json } from '../core/json.js'
import {
  type Distribution,
  isFixed,
  isSearched,
  type Parameter,
  type ParameterSpec,
  type ParameterSpecs,
} from '../core/parameter.js'
import type { Metric } from '../core/sweep.js'
import type { ReportOptions } from './options.js'
import { type Column, drawTable } from './table.js'
import { oneLine, valueText } from './values.js'

/** What there is to say of a sweep before it runs. */
export interface PlanView {
  readonly name: string
  readonly metric: Metric
  readonly points: number
  readonly seeds: number
  readonly parameters: readonly Parameter[]
  /** What the experiment takes for parameters that the sweep does not name. */
  readonly defaults: Readonly<Record<string, Json>>
  readonly dropped: readonly { readonly rule: string; readonly points: number }[]
  /** Points of their own that `include` adds. */
  readonly included: number
  /** As a sentence; empty when nothing is known. */
  readonly estimate: string
}

/** The plan of a sweep for a terminal: how many trials, what is searched, what is fixed, what was left out, how long. */
export function renderPlan(view: PlanView, columns?: number): string {
  const { name, metric, points, seeds, parameters, defaults } = view
  const trials = `${count(points, 'point')} x ${count(seeds, 'seed')} = ${count(points * seeds, 'trial')}`
  const searched = parameters.filter(isSearched)
  const fixed = parameters.filter(isFixed)
  const left = [
    ...(view.included > 0 ? [`${count(view.included, 'point')} added by include`] : []),
    ...view.dropped.map(({ rule, points: number }) => `${count(number, 'point')} left out: ${oneLine(rule)}`),
  ]
  const lines = (title: string, pairs: readonly (readonly [string, Json])[]) =>
    pairs.length === 0
      ? []
      : [`${title}: ${pairs.map(([key, value]) => `${key} ${oneLine(valueText(value))}`).join(', ')}`]
  return [
    `${name}: ${trials}; ${metric.goal} ${oneLine(metric.name)}`,
    ...(searched.length === 0 ? [] : ['', parameterTable(searched, columns), '']),
    ...lines(
      'fixed',
      fixed.map(({ name: key, values }) => [key, values[0]]),
    ),
    ...lines('defaults', Object.entries(defaults)),
    ...left,
    ...(view.estimate === '' ? [] : [view.estimate]),
  ].join('\n')
}

function parameterTable(parameters: readonly Parameter[], columns: number | undefined): string {
  const conditional = parameters.some(({ when }) => when)
  const header = (text: string, shrinks: boolean) => ({ header: text, align: 'left', shrinks }) as const
  return drawTable(
    [header('parameter', false), header('values', true), ...(conditional ? [header('when', true)] : [])],
    parameters.map((parameter) => [
      parameter.name,
      oneLine(valuesText(parameter)),
      ...(conditional ? [oneLine(conditionText(parameter))] : []),
    ]),
    columns,
  )
}

const shown = 8

function valuesText(parameter: Parameter): string {
  if (!('values' in parameter)) return distributionText(parameter.distribution)
  const texts = parameter.values.map(valueText)
  if (texts.length <= shown) return texts.join(', ')
  return `${texts.slice(0, shown - 2).join(', ')}, … ${texts.at(-1)} (${texts.length} values)`
}

function distributionText(distribution: Distribution): string {
  switch (distribution.kind) {
    case 'uniform':
      return `uniform from ${distribution.min} to ${distribution.max}`
    case 'log_uniform_values':
      return `log-uniform from ${distribution.min} to ${distribution.max}`
    case 'q_uniform':
      return `uniform from ${distribution.min} to ${distribution.max} in steps of ${distribution.q}`
    case 'int_uniform':
      return `integers from ${distribution.min} to ${distribution.max}`
    case 'normal':
      return `normal, mean ${distribution.mu}, standard deviation ${distribution.sigma}`
    case 'categorical':
      return distribution.values
        .map((value, i) => `${valueText(value)} ${Number((100 * distribution.probabilities[i]!).toPrecision(3))} %`)
        .join(', ')
    default:
      return distribution satisfies never
  }
}

function conditionText({ when }: Parameter): string {
  if (!when) return ''
  if ('expression' in when) return when.expression
  return Object.entries(when.match)
    .map(([name, values]) => `${name} ${values.map(valueText).join(' or ')}`)
    .join(', ')
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}

const columns: readonly Column[] = [
  { header: 'parameter', align: 'left', shrinks: false },
  { header: 'default', align: 'left', shrinks: true },
  { header: 'values', align: 'left', shrinks: true },
  { header: 'meaning', align: 'left', shrinks: true },
]

/** The parameters that an experiment reads, a line each, in its own order. */
export function renderParameters(specs: ParameterSpecs, { columns: width }: ReportOptions = {}): string {
  return drawTable(columns, Object.entries(specs).map(rowOf), width)
}

function rowOf([name, spec]: readonly [string, ParameterSpec]): readonly string[] {
  const fallback = spec.default === undefined ? 'needed' : JSON.stringify(spec.default)
  return [name, fallback.replace(/^"(.*)"$/, '$1'), rangeText(spec), oneLine(spec.description ?? '')]
}

function rangeText(spec: ParameterSpec): string {
  if (spec.type === 'string' && spec.values) return spec.values.join(', ')
  if (spec.type !== 'number' && spec.type !== 'integer') return spec.type
  const { min, max } = spec
  const range = min === undefined ? (max === undefined ? '' : ` up to ${max}`) : ` from ${min}`
  return `${spec.type}${range}${min !== undefined && max !== undefined ? ` to ${max}` : ''}`
}
