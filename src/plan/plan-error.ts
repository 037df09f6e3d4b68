import { SweepError } from '../core/sweep-error.js'

/** A sweep file that cannot be run as it is written. The message reads `file:line:column path: problem hint`. */
export class PlanError extends SweepError {
  override readonly name = 'PlanError'
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** As `parameters.lr[0]`; empty when the file is not YAML at all. */
  readonly path: string
  readonly problem: string
  /** What to write instead; may be empty. */
  readonly hint: string

  constructor(fields: Pick<PlanError, 'file' | 'line' | 'column' | 'path' | 'problem' | 'hint'>) {
    const place = `${fields.file}:${fields.line}:${fields.column}${fields.path === '' ? '' : ` ${fields.path}`}`
    super(`${place}: ${fields.problem}${fields.hint === '' ? '' : `. ${fields.hint}`}`)
    this.file = fields.file
    this.line = fields.line
    this.column = fields.column
    this.path = fields.path
    this.problem = fields.problem
    this.hint = fields.hint
  }
}
