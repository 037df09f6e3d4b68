import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import { type Distribution, outerValues, type Parameter } from '../../core/parameter.js'
import { shortNumber } from '../../core/texts.js'
import type { Params } from '../../core/trial.js'
import type { Scale } from './effects.js'

/** The values of one parameter over a list of points, each value or bin of values a level. */
export interface Levels {
  readonly name: string
  readonly scale: Scale
  /** Whether the values come from a distribution and not from a list. */
  readonly drawn: boolean
  readonly levels: readonly Level[]
  /** The level of every point; -1 where the point does not have the parameter. */
  readonly of: Int32Array
}

interface Level {
  /** A bin is its middle: the geometric one where the scale is `log`. */
  readonly value: Json
  /** The smallest and the largest value in a bin; null for a single value. */
  readonly range: readonly [number, number] | null
}

/** The levels of parameters that move together, as one: `schedule/lr` with `constant/0.001`. */
export interface JoinedLevels {
  readonly name: string
  readonly texts: readonly string[]
  readonly categories: boolean
  /** By point; -1 where it has none of the parameters. */
  readonly of: Int32Array
}

export function joinLevels(members: readonly Levels[]): JoinedLevels {
  const texts = new Map<string, number>()
  const rows = members[0]!.of.map((_, i) => i)
  const texted = Array.from(rows, (i) =>
    members.every(({ of }) => of[i]! < 0)
      ? null
      : members.map(({ of, levels }) => (of[i]! < 0 ? 'none' : levelText(levels[of[i]!]!))).join('/'),
  )
  const order = [...new Set(rows)].sort((a, b) => compare(members, a, b))
  for (const i of order) if (texted[i] !== null && !texts.has(texted[i]!)) texts.set(texted[i]!, texts.size)
  return {
    name: members.map(({ name }) => name).join('/'),
    texts: [...texts.keys()],
    categories: members.every(({ scale }) => scale === 'categories'),
    of: Int32Array.from(texted, (text) => (text === null ? -1 : texts.get(text)!)),
  }
}

function compare(members: readonly Levels[], a: number, b: number): number {
  for (const { of } of members) if (of[a] !== of[b]) return of[a]! - of[b]!
  return 0
}

/** A level as people write it: `adam`, `0.001`, `0.0012 to 0.0098`. */
export function levelText({ value, range }: Level): string {
  if (range) return `${short(range[0])} to ${short(range[1])}`
  if (typeof value === 'number') return shortNumber(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}

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

/** `a`, `a or b`, `a, b or c`. */
export function listText(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}

/**
 * How values lie that a parameter has. Numbers are spaced by ratios when they are positive, lie a factor of ten or more
 * apart, and their logarithms are spaced more evenly than they are; drawn ones when their distribution says so.
 */
function scaleOf(values: readonly Json[], distribution?: Distribution): Scale {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === 0 || numbers.length < values.length) return 'categories'
  if (distribution?.kind === 'log_uniform_values') return 'log'
  if (distribution) return 'linear'
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!]
  if (lowest <= 0 || highest / lowest < 10) return 'linear'
  return unevenness(sorted.map(Math.log)) < unevenness(sorted) || sorted.length === 2 ? 'log' : 'linear'
}

/** The largest step over the mean step: 1 for steps that are all the same. */
function unevenness(sorted: readonly number[]): number {
  const steps = sorted.slice(1).map((value, i) => value - sorted[i]!)
  return Math.max(...steps) / ((sorted.at(-1)! - sorted[0]!) / steps.length)
}
