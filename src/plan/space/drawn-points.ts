import { UsageError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import type { Distribution } from '../../core/parameter.js'
import { type Random, randomStream } from '../../core/random.js'
import type { Method, Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import type { Axis, Choices, Rule } from './axes.js'
import { countGrid } from './grid.js'
import { sobolWord } from './sobol.js'

/** What was drawn for a sweep. */
export interface DrawnPoints {
  /** Makes the points again, in the order in which they were drawn. */
  points(): Iterable<Params>
  readonly count: number
  /** Points that were drawn and not taken, by the rule that they broke; `duplicate` for those that were there already. */
  readonly dropped: ReadonlyMap<string, number>
}

/**
 * Draws points until there are `runCap` different ones that keep all rules, or all that a finite space has. Throws
 * UsageError when the rules leave so few that they are not found.
 */
export function drawPoints(sweep: Sweep, axes: readonly Axis[], rules: readonly Rule[]): DrawnPoints {
  const { method, searchSeed, runCap } = sweep
  if (method === 'grid' || runCap === null) throw new Error(`a sweep of method ${method} draws no points`)
  const draw = drawer(axes, uniformsOf(method, searchSeed))
  const tries = 10_000 + 100 * runCap
  // A space with more combinations than there are tries cannot be known to be used up, so counting it would be in vain.
  const wanted = combinationsOf(axes) <= tries ? Math.min(runCap, countGrid(axes, rules)) : runCap
  const taken: number[] = []
  const seen = new Set<string>()
  const dropped = new Map<string, number>()
  const drop = (rule: string) => dropped.set(rule, (dropped.get(rule) ?? 0) + 1)

  for (let number = 0; taken.length < wanted; number++) {
    if (number === tries) throw hardlyAny(taken.length, wanted, tries, dropped)
    const point = draw(number)
    const broken = rules.find((rule) => !rule.holds(point))
    const text = canonicalJson(point)
    if (broken) drop(broken.text)
    else if (seen.has(text)) drop('duplicate')
    else {
      seen.add(text)
      taken.push(number)
    }
  }
  return {
    *points() {
      for (const number of taken) yield draw(number)
    },
    count: taken.length,
    dropped,
  }
}

function combinationsOf(axes: readonly Axis[]): number {
  return axes.reduce(
    (n, { choices }) => n * (choices.kind === 'rows' ? choices.rows.length : Number.POSITIVE_INFINITY),
    1,
  )
}

function drawer(axes: readonly Axis[], uniforms: Uniforms): (number: number) => Params {
  const places = axes.map((_, i) => placeAmongSearched(axes, i))
  return (number) => {
    const point: Record<string, Json> = {}
    for (const [i, { names, choices, when }] of axes.entries()) {
      if (when && !when.holds(point)) continue
      const u = () => uniforms({ name: names[0]!, place: places[i]! }, number)
      const row = rowAt(choices, u)
      names.forEach((name, column) => {
        point[name] = row[column]!
      })
    }
    return point
  }
}

function rowAt(choices: Choices, u: () => number): readonly Json[] {
  if (choices.kind === 'drawn') return [fromUniform(choices.distribution, u())]
  const { rows } = choices
  return rows.length === 1 ? rows[0]! : rows[Math.floor(u() * rows.length)]!
}

/** Fixed parameters use up no dimension of a sequence. */
function placeAmongSearched(axes: readonly Axis[], place: number): number {
  return axes.slice(0, place).filter(isSearchedAxis).length
}

export function isSearchedAxis({ choices }: Axis): boolean {
  return choices.kind === 'drawn' || choices.rows.length > 1
}

function hardlyAny(found: number, wanted: number, tries: number, dropped: ReadonlyMap<string, number>): UsageError {
  const [worst] = [...dropped].sort((a, b) => b[1] - a[1])
  return new UsageError(
    `only ${found} of ${wanted} points were found in ${tries} draws; ${worst?.[0]} dropped ${worst?.[1]} of them. ` +
      'Loosen the rule, or lower run_cap',
  )
}

/** The value of a distribution below which the part `u` of it lies, 0 < u < 1: its quantile. */
export function fromUniform(distribution: Distribution, u: number): Json {
  switch (distribution.kind) {
    case 'uniform':
      return distribution.min + u * (distribution.max - distribution.min)
    case 'log_uniform_values': {
      const [low, high] = [Math.log(distribution.min), Math.log(distribution.max)]
      // The logarithm and its inverse may round beyond the ends.
      return Math.min(distribution.max, Math.max(distribution.min, Math.exp(low + u * (high - low))))
    }
    case 'q_uniform': {
      const { min, max, q } = distribution
      return withoutNoise(Math.round((min + u * (max - min)) / q) * q)
    }
    case 'int_uniform':
      return distribution.min + Math.floor(u * (distribution.max - distribution.min + 1))
    case 'normal':
      return distribution.mu + distribution.sigma * inverseNormal(u)
    case 'categorical': {
      const { values, probabilities } = distribution
      let above = u
      const place = probabilities.findIndex((probability) => {
        above -= probability
        return above < 0
      })
      // The probabilities may add up to a little less than 1.
      return values[place === -1 ? probabilities.findLastIndex((probability) => probability > 0) : place]!
    }
    default:
      return distribution satisfies never
  }
}

/** A multiple of 0.1 is 0.3 and not 0.30000000000000004. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12))
}

/**
 * A number in (0, 1) for every point and axis, a pure function of the seed, the axis and the number of the point from 0:
 * whatever came before, a point is the same.
 */
type Uniforms = (axis: { readonly name: string; readonly place: number }, point: number) => number

/** Independent draws for `random`; for `sobol` the sequence with a random digital shift in every dimension. */
function uniformsOf(method: Exclude<Method, 'grid'>, seed: number): Uniforms {
  const streams = new Map<string, Random>()
  const wordOf = (name: string, counter: number): number => {
    const stream = streams.get(name) ?? randomStream(seed, `search/${name}`)
    streams.set(name, stream)
    stream.at(counter).words(word)
    return word[0]!
  }
  switch (method) {
    case 'random':
      return ({ name }, point) => inside(wordOf(name, point))
    case 'sobol':
      return ({ place }, point) => inside(sobolWord(place, point) ^ wordOf(`sobol/${place}`, 0))
    default:
      return method satisfies never
  }
}

const word = new Uint32Array(1)

/** In the middle of its interval of 2^-32, so that neither end is ever met. */
function inside(word: number): number {
  return ((word >>> 0) + 0.5) / 2 ** 32
}

/**
 * The value below which the part `u` of the standard normal distribution lies, 0 < u < 1, to about 16 digits: algorithm
 * AS 241 (PPND16) of Wichura, "The percentage points of the normal distribution", Applied Statistics 37 (1988).
 */
export function inverseNormal(u: number): number {
  const q = u - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(near, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? u : 1 - u))
  const value = r <= 5 ? ratio(far, r - 1.6) : ratio(tail, r - 5)
  return q < 0 ? -value : value
}

interface Ratio {
  /** Of the powers of r from 0 on, as below. */
  readonly above: readonly number[]
  readonly below: readonly number[]
}

function ratio({ above, below }: Ratio, r: number): number {
  return polynomial(above, r) / polynomial(below, r)
}

function polynomial(coefficients: readonly number[], r: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * r + coefficient, 0)
}

const near: Ratio = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
}
const far: Ratio = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
}
const tail: Ratio = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
}
