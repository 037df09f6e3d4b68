/** A prepared statement, as far as it is used here; its own type has a name that declarations cannot give. */
export interface Statement {
  run(...parameters: unknown[]): unknown
  get(...parameters: unknown[]): unknown
  all(...parameters: unknown[]): unknown[]
  pluck(): Statement
}
