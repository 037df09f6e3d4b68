import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import { outerValues, type Parameter } from '../../core/parameter.js'
import type { Params } from '../../core/trial.js'
import type { Level, Levels } from './levels.js'
import { scaleOf } from './scale-of.js'

export interface Binning {
  /** More different numbers than this are put into bins. */
  readonly above: number
  readonly bins: number
  /** Whether lists of numbers are put into bins as well, not only what is drawn. */
  readonly lists: boolean
}

/** The values of a parameter at these points: numbers from small to large, others in the order of the sweep. */
export function levelsOf(
  parameter: Parameter,
  points: readonly { readonly params: Params }[],
  binning: Binning,
): Levels {
  const { name } = parameter
  const column = points.map(({ params }) => (Object.hasOwn(params, name) ? params[name] : undefined))
  const distinct = new Map<string, Json>()
  const known = 'values' in parameter || parameter.distribution.kind === 'categorical' ? outerValues(parameter) : []
  for (const value of known) distinct.set(canonicalJson(value), value)
  const taken = new Set<string>()
  for (const value of column) {
    if (value === undefined) continue
    const key = canonicalJson(value)
    taken.add(key)
    if (!distinct.has(key)) distinct.set(key, value)
  }
  const values = [...distinct].filter(([key]) => taken.has(key)).map(([, value]) => value)
  const distribution = 'distribution' in parameter ? parameter.distribution : undefined
  const drawn = distribution !== undefined && distribution.kind !== 'categorical'
  const scale = scaleOf(values, drawn ? distribution : undefined)
  const base = { name, scale, drawn: distribution !== undefined }
  if (scale !== 'categories') {
    const numbers = (values as number[]).sort((a, b) => a - b)
    if (numbers.length > binning.above && (drawn || binning.lists)) {
      return { ...base, ...binned(numbers, column as (number | undefined)[], binning.bins, scale) }
    }
  }
  const index = new Map(values.map((value, i) => [canonicalJson(value), i]))
  const of = Int32Array.from(column, (value) => (value === undefined ? -1 : index.get(canonicalJson(value))!))
  return { ...base, levels: values.map((value) => ({ value, range: null })), of }
}

/** Bins of equal counts, as far as equal values allow, which are never parted. */
function binned(
  sorted: readonly number[],
  column: readonly (number | undefined)[],
  bins: number,
  scale: 'log' | 'linear',
): Pick<Levels, 'levels' | 'of'> {
  const counts = new Map<number, number>()
  let total = 0
  for (const value of column) {
    if (value === undefined) continue
    counts.set(value, (counts.get(value) ?? 0) + 1)
    total++
  }
  const ends: [number, number][] = []
  const level = new Map<number, number>()
  let before = 0
  let last = -1
  for (const value of sorted) {
    const count = counts.get(value)!
    const bin = Math.floor(((before + count / 2) * bins) / total)
    before += count
    if (bin === last) ends.at(-1)![1] = value
    else ends.push([value, value])
    last = bin
    level.set(value, ends.length - 1)
  }
  return {
    levels: ends.map((range) => toLevel(range, scale)),
    of: Int32Array.from(column, (value) => (value === undefined ? -1 : level.get(value)!)),
  }
}

function toLevel([low, high]: readonly [number, number], scale: 'log' | 'linear'): Level {
  if (low === high) return { value: low, range: null }
  return { value: scale === 'log' ? Math.sqrt(low * high) : (low + high) / 2, range: [low, high] }
}
