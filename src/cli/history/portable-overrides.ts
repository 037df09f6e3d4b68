import { outerValues } from '../../core/parameter.js'
import { parseOverride } from '../../plan/overrides.js'
import type { CheckedSweep } from '../check-sweep.js'

/** The overrides of a checked sweep, with paths as they start from the sweep file's folder: good in any current folder. */
export function portableOverrides(
  overrides: readonly string[],
  { file, specs }: Pick<CheckedSweep, 'file' | 'specs'>,
): readonly string[] {
  return overrides.map((text) => {
    const { name } = parseOverride(text)
    const type = specs !== undefined && Object.hasOwn(specs, name) ? specs[name]!.type : undefined
    if (type !== 'path' && type !== 'trial') return text
    const values = outerValues(file.sweep.parameters.find((parameter) => parameter.name === name)!)
    return `${name}=${JSON.stringify(values)}`
  })
}
