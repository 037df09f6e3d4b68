import { hash } from 'node:crypto'
import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import type { Sweep } from '../core/sweep.js'
import type { Params, Trial } from '../core/trial.js'
import type { Axis } from './space/axes.js'
import { pointAt, walkGrid } from './space/grid.js'
import { type Space, spaceOf } from './space/space.js'

/** All trials of a sweep in the order of their numbers, each made when it is asked for: constant memory. */
export function* trialsOf(sweep: Sweep): Generator<Trial> {
  const space = spaceOf(sweep)
  const left = space.points - space.inclusions.own.length
  let number = 1
  for (const point of upTo(left, space.drawn ? drawnPoints(sweep, space) : gridPoints(sweep, space)))
    yield* seeded(point)
  for (const params of space.inclusions.own) yield* seeded(pointOf(sweep, params))

  function* seeded({ params, keyOf }: Point): Generator<Trial> {
    for (const seed of sweep.seeds) yield { number: number++, key: keyOf(seed), params, seed }
  }
}

interface Point {
  readonly params: Params
  readonly keyOf: (seed: number) => string
}

function pointOf({ experiment }: Sweep, params: Params): Point {
  return { params, keyOf: (seed) => trialKey(experiment, params, seed) }
}

function* upTo<T>(count: number, items: Iterable<T>): Generator<T> {
  if (count === 0) return
  let taken = 0
  for (const item of items) {
    yield item
    if (++taken === count) return
  }
}

/** Their parameters in the order of the file, which that of the axes need not be. */
function* drawnPoints(sweep: Sweep, { drawn, inclusions }: Space): Generator<Point> {
  for (const point of drawn!.points()) {
    const ordered: Record<string, Json> = {}
    for (const { name } of sweep.parameters) if (Object.hasOwn(point, name)) ordered[name] = point[name]!
    yield pointOf(sweep, inclusions.extend(ordered))
  }
}

function* gridPoints(sweep: Sweep, { axes, rules, inclusions }: Space): Generator<Point> {
  const places = sweep.parameters.map(({ name }) => placeOf(axes, name))
  const texts = keyTexts(sweep, axes)
  for (const chosen of walkGrid(axes, rules)) {
    const params: Record<string, Json> = {}
    for (const { name, axis, rows, column } of places) {
      const row = chosen[axis]!
      if (row >= 0) params[name] = rows[row]![column]!
    }
    if (inclusions.extends) yield pointOf(sweep, inclusions.extend(params))
    else {
      const text = texts(chosen)
      yield { params, keyOf: (seed) => hash('sha256', `${text}${canonicalJson(seed)}}`).slice(0, 16) }
    }
  }
}

function placeOf(axes: readonly Axis[], name: string) {
  const axis = axes.findIndex(({ names }) => names.includes(name))
  const { choices, names } = axes[axis]!
  if (choices.kind !== 'rows') throw new Error(`${name} is drawn, so that it has no place in a grid`)
  return { name, axis, rows: choices.rows, column: names.indexOf(name) }
}

/** What trialKey hashes, up to the seed, from pieces that are written once per value instead of once per point. */
function keyTexts({ experiment, parameters }: Sweep, axes: readonly Axis[]): (chosen: Int32Array) => string {
  const head = `{"experiment":${canonicalJson(experiment)},"params":{`
  const pieces = parameters
    .map(({ name }) => placeOf(axes, name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, axis, rows, column }) => ({
      axis,
      texts: rows.map((row) => `${canonicalJson(name)}:${canonicalJson(row[column]!)}`),
    }))
  return (chosen) => {
    let text = head
    let comma = ''
    for (const { axis, texts } of pieces) {
      const row = chosen[axis]!
      if (row < 0) continue
      text += comma + texts[row]!
      comma = ','
    }
    return `${text}},"seed":`
  }
}

/**
 * Points by which a whole sweep can be checked when it has too many: the first `count`, those of `include`, and of a grid
 * one point for every value of every parameter that some point has.
 */
export function* samplePoints(sweep: Sweep, count: number): Generator<Params> {
  const { axes, rules, drawn, inclusions, points } = spaceOf(sweep)
  let left = count
  for (const { params, seed } of trialsOf(sweep)) {
    if (seed !== sweep.seeds[0]) continue
    yield params
    if (--left === 0) break
  }
  if (points <= count) return
  yield* inclusions.own
  if (drawn) return
  for (const [i, axis] of axes.entries()) {
    if (axis.choices.kind !== 'rows' || axis.choices.rows.length === 1) continue
    for (const row of axis.choices.rows) {
      const narrowed = axes.with(i, { ...axis, choices: { kind: 'rows', rows: [row] } })
      for (const chosen of walkGrid(narrowed, rules)) {
        // Where its own condition does not hold the value does not stand in the point.
        if (chosen[i]! < 0) continue
        yield pointAt(narrowed, chosen)
        break
      }
    }
  }
}

/**
 * The name of a cell of the grid, the same for ever and in any order of the parameters: the first 16 hexadecimal
 * digits of the SHA-256 of the canonical JSON `{"experiment":…,"params":{…},"seed":…}`.
 */
export function trialKey(experiment: string, params: Params, seed: number): string {
  return hash('sha256', canonicalJson({ experiment, params, seed })).slice(0, 16)
}
