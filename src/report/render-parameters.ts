import type { ParameterSpec, ParameterSpecs } from '../core/parameter.js'
import { type Column, drawTable } from './draw-table.js'
import { oneLine } from './one-line.js'
import type { ReportOptions } from './report-options.js'

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
  return [name, fallback.replace(/^"(.*)"$/, '$1'), valuesText(spec), oneLine(spec.description)]
}

function valuesText(spec: ParameterSpec): string {
  if (spec.type === 'string' && spec.values) return spec.values.join(', ')
  if (spec.type !== 'number' && spec.type !== 'integer') return spec.type
  const { min, max } = spec
  const range = min === undefined ? (max === undefined ? '' : ` up to ${max}`) : ` from ${min}`
  return `${spec.type}${range}${min !== undefined && max !== undefined ? ` to ${max}` : ''}`
}
