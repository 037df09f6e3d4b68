import { dirname, isAbsolute, relative, resolve } from 'node:path'
import type { Json } from '../core/json.js'
import { outerValues } from '../core/parameter.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import { parseSweep } from './parse-sweep.js'
import { rewriteParameters } from './rewrite-parameters.js'
import type { SweepFile } from './sweep-file.js'

/**
 * A path on the command line is meant relative to the current folder, one in a sweep file relative to that file:
 * rewrites the former as the latter, for the overridden parameters of the types `path` and `trial`. Absolute paths stay as they are.
 */
export function rebasePaths(file: SweepFile, specs: ParameterSpecs | undefined, cwd: string): SweepFile {
  const folder = dirname(resolve(cwd, file.file))
  const rebase = (value: Json): Json =>
    typeof value === 'string' && !isAbsolute(value) ? relative(folder, resolve(cwd, value)) || '.' : value

  const rebased = new Map<string, readonly Json[]>()
  for (const parameter of file.sweep.parameters) {
    const { name } = parameter
    if (!file.overridden.has(name) || specs === undefined || !Object.hasOwn(specs, name)) continue
    if (['path', 'trial'].includes(specs[name]!.type)) rebased.set(name, outerValues(parameter).map(rebase))
  }
  if (rebased.size === 0) return file
  const text = rewriteParameters(file, rebased)
  return { ...file, text, sweep: parseSweep(text, file.file).sweep }
}
