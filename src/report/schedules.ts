import type { ScheduleGroup } from '../analyze/figures/schedules.js'
import type { Json } from '../core/json.js'
import { blockChart } from './block-chart.js'
import { oneLine, valueText } from './values.js'

/** What there is to draw, and whether there were too many points to look at them all. */
export interface SchedulesView {
  readonly groups: readonly ScheduleGroup[]
  readonly complete: boolean
}

const shownGroups = 24
const defaultColumns = 60

/** A small chart of the learning rate of every epoch for each group, from zero at the bottom to its highest rate. */
export function renderSchedules({ groups, complete }: SchedulesView, columns = defaultColumns): string {
  const more = groups.length - shownGroups
  return [
    'learning rate by epoch',
    ...groups.slice(0, shownGroups).flatMap((group) => ['', ...chart(group, columns - indent.length)]),
    ...(more > 0 ? ['', `${complete ? '' : 'at least '}${more} more ${more === 1 ? 'schedule' : 'schedules'}`] : []),
    ...(more <= 0 && !complete ? ['', 'and more: the sweep has too many points to look at all of them'] : []),
  ].join('\n')
}

const indent = '  '

function chart({ rates, note, ...group }: ScheduleGroup, columns: number): readonly string[] {
  const width = Math.max(1, columns)
  const perBin = rates.length / Math.min(rates.length, width)
  const length = `${rates.length} ${rates.length === 1 ? 'epoch' : 'epochs'}`
  const scale = perBin > 1 ? `, about ${Number(perBin.toPrecision(2))} a character` : ''
  return [
    `${nameText(group)}: ${length}${scale}${note === undefined ? '' : `, ${oneLine(note)}`}`,
    `${indent}${blockChart(rates, width, 0)}`,
    `${indent}${figures(rates)}`,
  ]
}

function figures(rates: readonly number[]): string {
  const highest = rates.reduce((a, b) => Math.max(a, b))
  const lowest = rates.reduce((a, b) => Math.min(a, b))
  if (highest === lowest) return `${rateText(highest)} throughout`
  // Epochs are counted from 1, as readings are.
  const extreme = (rate: number) => `${rateText(rate)} (epoch ${rates.indexOf(rate) + 1})`
  const [first, last] = [rates[0]!, rates.at(-1)!]
  return `first ${rateText(first)}, highest ${extreme(highest)}, lowest ${extreme(lowest)}, last ${rateText(last)}`
}

function nameText({ where, others }: Pick<ScheduleGroup, 'where' | 'others'>): string {
  const texts = Object.entries(where).map(([name, values]) => `${name} ${valuesText(values)}`)
  const name = texts.length === 0 ? 'all trials' : texts.join(', ')
  return others === 0 ? name : `${name} and ${others} ${others === 1 ? 'point' : 'points'} more`
}

const shownValues = 4

function valuesText(values: readonly Json[]): string {
  const texts = values.slice(0, shownValues).map((value) => oneLine(valueText(value)))
  const left = values.length - shownValues
  return left > 0 ? `${texts.join(' or ')} or ${left} more` : texts.join(' or ')
}

/** Four significant digits without zeros at their end, as people write rates. */
function rateText(rate: number): string {
  return String(Number(rate.toPrecision(4)))
}
