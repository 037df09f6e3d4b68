import type { Column } from '../draw-table.js'

/** The table of a report, best first. */
export interface Ranking {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** How many rows, from the first one, hold the first rank. */
  readonly winners: number
  /** What `top` left out. */
  readonly hidden: string | null
}
