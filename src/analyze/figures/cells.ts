import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import { isSearched } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Analysis, RankedPoint } from '../analysis.js'

/** The best point of those with one value of a parameter and, where there is a second one, of that. */
interface BestCell {
  readonly x: Json
  readonly y: Json | null
  readonly point: RankedPoint
  /** How many points it is the best of. */
  readonly of: number
}

/** Every combination of values of x and y that a ranked point has, each at its best, in the order of the sweep. */
export function bestCells(analysis: Analysis, sweep: Sweep, x: string, y: string | null): readonly BestCell[] {
  const cells = new Map<string, BestCell>()
  for (const point of analysis.points) {
    const { params } = point
    if (!Object.hasOwn(params, x) || (y !== null && !Object.hasOwn(params, y))) continue
    const cell = { x: params[x]!, y: y === null ? null : params[y]! }
    const key = canonicalJson([cell.x, cell.y])
    const found = cells.get(key)
    // Points come best first.
    cells.set(key, found === undefined ? { ...cell, point, of: 1 } : { ...found, of: found.of + 1 })
  }
  const placeX = placeIn(sweep, x)
  const placeY = y === null ? () => 0 : placeIn(sweep, y)
  return [...cells.values()].sort((a, b) => placeX(a.x) - placeX(b.x) || placeY(a.y) - placeY(b.y))
}

function placeIn({ parameters }: Sweep, name: string): (value: Json | null) => number {
  const parameter = parameters.find((each) => each.name === name)
  const listed = parameter && 'values' in parameter ? parameter.values.map(canonicalJson) : []
  return (value) => {
    const place = listed.indexOf(canonicalJson(value))
    return place >= 0 ? place : typeof value === 'number' ? value : listed.length
  }
}

/** Names of the parameters with several values in the ranked points, few enough to stand side by side; words first. */
export function comparableParameters({ points }: Analysis, { parameters }: Sweep, most = 16): readonly string[] {
  const counted = parameters.filter(isSearched).flatMap(({ name }) => {
    const values = new Map<string, Json>()
    for (const { params } of points) {
      if (Object.hasOwn(params, name)) values.set(canonicalJson(params[name]!), params[name]!)
    }
    const words = [...values.values()].every((value) => typeof value === 'string')
    return values.size > 1 && values.size <= most ? [{ name, words }] : []
  })
  return [...counted.filter(({ words }) => words), ...counted.filter(({ words }) => !words)].map(({ name }) => name)
}
