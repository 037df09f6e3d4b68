import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import type { DrawnParameter, ListParameter } from '../../core/parameter.js'
import type { Method } from '../../core/sweep.js'
import { planErrorAt, type SweepFile, showValue } from '../sweep-file.js'

/** Where a parameter stands, and under which method. */
export interface FormPlace {
  readonly name: string
  readonly method: Method
  /** It moves together with others, so that its values may stand in its list twice. */
  readonly zipped: boolean
  readonly where: Pick<SweepFile, 'file' | 'positions'>
}

/** What a parameter can be: its values or its distribution, without its name and its condition. */
export type Choice = Pick<ListParameter, 'values'> | Pick<DrawnParameter, 'distribution'>

/**
 * A list of values as it stands at a path. Throws PlanError for an empty one and, unless it moves together with others, for
 * a value that is in it twice.
 */
export function checkedList(
  values: readonly Json[],
  path: string,
  where: Pick<SweepFile, 'file' | 'positions'>,
  zipped = false,
): readonly Json[] {
  if (values.length === 0) throw planErrorAt(where, path, 'an empty list has no value to try', 'Add a value')
  if (zipped) return values
  const seen = new Map<string, number>()
  values.forEach((value, i) => {
    const text = canonicalJson(value)
    const earlier = seen.get(text)
    if (earlier !== undefined) {
      const problem = `${showValue(value)} is already item ${earlier + 1} of this list`
      throw planErrorAt(where, `${path}[${i}]`, problem, 'To repeat a point, use seeds')
    }
    seen.set(text, i)
  })
  return values
}
