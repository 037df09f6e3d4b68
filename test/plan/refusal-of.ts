import { parseSweep } from '#sweep/plan/parsing.js'
import { PlanError } from '#sweep/plan/sweep-file.js'

/** The error that a text of a sweep file called s.yaml is refused with. */
export function refusalOf(text: string): PlanError {
  try {
    parseSweep(text, 's.yaml')
  } catch (error) {
    if (error instanceof PlanError) return error
    throw error
  }
  throw new Error('the sweep was accepted')
}
