import type { PlanError } from '../plan-error.js'
import { planErrorAt } from '../plan-error-at.js'
import type { SweepFile } from '../sweep-file.js'
import type { SweepData } from './sweep-shape.js'

const missing = 'it must be the name of a built-in experiment, or a path that starts with "./", "../" or "/"'

/** The experiment of a sweep file: its own, or W&B's `program` when that is a module. Throws PlanError for neither. */
export function experimentOf({ experiment, program }: SweepData, where: Pick<SweepFile, 'file' | 'positions'>): string {
  if (experiment !== undefined) return experiment
  if (program === undefined) throw planErrorAt(where, 'experiment', `missing; ${missing}`)
  if (!/^[^\n]*[^/\n]\.[cm]?[jt]s$/.test(program)) throw notAModule(where, program)
  return /^\.{0,2}\//.test(program) ? program : `./${program}`
}

function notAModule(where: Pick<SweepFile, 'file' | 'positions'>, program: string): PlanError {
  const python = program.endsWith('.py') ? 'is a Python program' : 'is not a module'
  const problem = `"${program.slice(0, 60)}" ${python}, but trials are trained by a .ts, .js or .mjs module`
  return planErrorAt(where, 'program', problem, 'Add experiment: ./my-experiment.ts, a module that trains one trial')
}
