import { levelText } from './level-text.js'
import type { Levels } from './levels.js'

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
