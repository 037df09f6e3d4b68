import type { SweepError } from '../core/sweep-error.js'
import { UsageError } from '../core/usage-error.js'
import { planErrorAt } from './plan-error-at.js'
import type { SweepFile } from './sweep-file.js'

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
