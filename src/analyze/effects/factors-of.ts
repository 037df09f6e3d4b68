import type { Factor } from './factor.js'
import type { Levels } from './levels.js'

/**
 * The factors of a sweep: parameters that move together, as `zip` has it or as it happens to be at all of these points,
 * are one; what has a single level is none. Each value of a list weighs the same; a drawn one as often as it was drawn.
 */
export function factorsOf(columns: readonly Levels[], zip: readonly (readonly string[])[]): readonly Factor[] {
  const moving = columns.filter(({ levels }) => levels.length > 1)
  const groups: Levels[][] = []
  for (const column of moving) {
    const group = groups.find((members) => members.some((member) => moveTogether(member, column, zip)))
    if (group) group.push(column)
    else groups.push([column])
  }
  return groups.map(toFactor)
}

function moveTogether(a: Levels, b: Levels, zip: readonly (readonly string[])[]): boolean {
  if (zip.some((names) => names.includes(a.name) && names.includes(b.name))) return true
  // Values that are drawn are all different, so that they would always seem to move together.
  if (a.drawn || b.drawn || a.levels.length !== b.levels.length) return false
  const partner = new Int32Array(a.levels.length).fill(-1)
  for (let i = 0; i < a.of.length; i++) {
    const [x, y] = [a.of[i]!, b.of[i]!]
    if (x < 0 !== y < 0) return false
    if (x < 0) continue
    if (partner[x] === -1) partner[x] = y
    else if (partner[x] !== y) return false
  }
  return new Set(partner).size === partner.length
}

function toFactor(members: readonly Levels[]): Factor {
  const [first] = members
  const combinations = new Map<string, number>()
  const of = Int32Array.from(first!.of, (_, i) => {
    const levels = members.map((member) => member.of[i]!)
    if (levels.every((level) => level < 0)) return -1
    if (members.length === 1) return levels[0]!
    const key = levels.join()
    if (!combinations.has(key)) combinations.set(key, combinations.size)
    return combinations.get(key)!
  })
  const count = members.length === 1 ? first!.levels.length : combinations.size
  const drawn = members.some((member) => member.drawn)
  return {
    names: members.map(({ name }) => name),
    ordered: members.length === 1 && first!.scale !== 'categories',
    drawn,
    weights: drawn ? frequencies(of, count) : new Float64Array(count).fill(1 / count),
    of,
  }
}

function frequencies(of: Int32Array, count: number): Float64Array {
  const shares = new Float64Array(count)
  const present = of.filter((level) => level >= 0)
  for (const level of present) shares[level]! += 1 / present.length
  return shares
}
