import { basename } from 'node:path'
import { planErrorAt } from '../plan-error-at.js'
import type { SweepFile } from '../sweep-file.js'
import { type SweepData, sweepShape } from './sweep-shape.js'

/** The name of a sweep: its own, or that of its file without the ending. Throws PlanError when that cannot be one. */
export function nameOf(data: SweepData, where: Pick<SweepFile, 'file' | 'positions'>): string {
  const name = data.name ?? basename(where.file).replace(/\.[^.]*$/, '')
  const checked = sweepShape.shape.name.safeParse(name)
  if (checked.success) return name
  const problem = `missing, and the name of the file cannot stand in for it; it ${checked.error.issues[0]!.message}`
  throw planErrorAt(where, 'name', problem, 'Add name: my-sweep')
}
