import { readFileSync } from 'node:fs'

/** What the experiment of the storm has written down itself. */
export interface StormEvent {
  readonly what: 'started' | 'completed'
  readonly key: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export function readStormLog(path: string): readonly StormEvent[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => {
    const [what, key, at] = line.split(' ')
    return { what: what as StormEvent['what'], key: key!, at: Number(at) }
  })
}
