import { PlanError } from './plan-error.js'
import type { SweepFile } from './sweep-file.js'

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
