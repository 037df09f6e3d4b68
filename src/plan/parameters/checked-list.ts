import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import { planErrorAt } from '../plan-error-at.js'
import { showValue } from '../show-value.js'
import type { SweepFile } from '../sweep-file.js'

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
