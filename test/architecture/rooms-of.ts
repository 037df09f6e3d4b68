/** Which rooms each room may import. */
export type Rooms = ReadonlyMap<string, readonly string[] | 'anything'>

/** Reads the table `| room | may import |` of a Markdown text. Throws when there is none. */
export function roomsOf(markdown: string): Rooms {
  const table = /^\| *room *\| *may import *\|.*\n\|[-: |]+\n((?:\|.*(?:\n|$))+)/m.exec(markdown)
  if (table === null) throw new Error('there is no table with the header "| room | may import |"')
  const rooms = new Map<string, readonly string[] | 'anything'>()
  for (const line of table[1]!.trim().split('\n')) {
    const [names, may] = line
      .split('|')
      .slice(1, 3)
      .map((cell) => cell.replaceAll('`', '').trim())
    const allowed = may === 'anything' ? may : may === 'nothing' ? [] : listOf(may!)
    for (const name of listOf(names!)) rooms.set(name, allowed)
  }
  return rooms
}

/** The rooms that can reach themselves again by the imports that the table allows; none, if its arrows point down. */
export function circles(rooms: Rooms): readonly string[] {
  const reaches = (from: string, seen: Set<string>): Set<string> => {
    const may = rooms.get(from) ?? []
    for (const room of may === 'anything' ? [] : may) {
      if (!seen.has(room)) reaches(room, seen.add(room))
    }
    return seen
  }
  return [...rooms.keys()].filter((room) => reaches(room, new Set()).has(room))
}

function listOf(cell: string): string[] {
  return cell.split(',').map((name) => name.trim())
}
