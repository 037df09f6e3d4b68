import { SweepError, UsageError } from '../core/errors.js'
import type { Sweep } from '../core/sweep.js'

/** A place in a text, both from 1. */
export interface Position {
  readonly line: number
  readonly column: number
  /** The value there is a number that is written as a fraction, as 1.0 or 1e0, however whole it is. */
  readonly fraction?: true
}

/** Where each path of a sweep file stands, as `parameters.lr` (its key) and `parameters.lr[0]` (the item). */
type Positions = Readonly<Record<string, Position>>

/** A sweep together with the text that it came from. Parsing `text` again gives an equal `sweep`. */
export interface SweepFile {
  readonly sweep: Sweep
  /** With the overrides of the command line applied. */
  readonly text: string
  /** As the caller named it; paths in the sweep are relative to its folder. */
  readonly file: string
  /** Places in the file as it stands on disk, so those of overridden parameters are the places they had. */
  readonly positions: Positions
  /** The parameters whose values came from the command line. */
  readonly overridden: ReadonlySet<string>
  /** What stands in the file without a meaning here, each as one line: `file:line key: …`. */
  readonly warnings: readonly string[]
}

/** The error of a parameter, or of one of its values by its place among them: in the file, or on the command line. */
export function parameterErrorAt(
  file: SweepFile,
  name: string,
  item: number | undefined,
  problem: string,
  hint = '',
): SweepError {
  if (file.overridden.has(name)) {
    return new UsageError(`${name}=… on the command line: ${problem}${hint === '' ? '' : `. ${hint}`}`)
  }
  const path = `parameters.${name}`
  const places = item === undefined ? [] : [`${path}[${item}]`, `${path}.values[${item}]`, `${path}.value`]
  return planErrorAt(file, places.find((place) => Object.hasOwn(file.positions, place)) ?? path, problem, hint)
}

/** The written form of a path, as `parameters.lr.values[0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}

/** The error of a path, placed where that path stands, or where the nearest path around it stands. */
export function planErrorAt(
  where: Pick<SweepFile, 'file' | 'positions'>,
  path: string,
  problem: string,
  hint = '',
): PlanError {
  let around = path
  while (around !== '' && where.positions[around] === undefined) {
    around = around.slice(0, Math.max(around.lastIndexOf('.'), around.lastIndexOf('['), 0))
  }
  const { line, column } = where.positions[around] ?? { line: 1, column: 1 }
  return new PlanError({ file: where.file, line, column, path, problem, hint })
}

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

/** A value as an error message quotes it: JSON, cut at 60 characters. */
export function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
