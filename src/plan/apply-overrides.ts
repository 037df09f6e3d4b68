import { didYouMean } from '../core/did-you-mean.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import { UsageError } from '../core/usage-error.js'
import { type Override, parseOverride } from './parse-override.js'
import { parseSweep } from './parse-sweep.js'
import { PlanError } from './plan-error.js'
import { rewriteParameters } from './rewrite-parameters.js'
import { rewriteSeeds } from './rewrite-seeds.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Gives parameters of a sweep the values of `key=value` overrides. A parameter keeps its place; one that the file does
 * not name but the experiment reads comes last. `seeds=3` and `seeds=7,5` are the sweep's own seeds where no parameter has
 * that name. Throws UsageError for any other name and for what is not an override.
 */
export function applyOverrides(
  file: SweepFile,
  overrides: readonly string[],
  specs: ParameterSpecs | undefined,
): SweepFile {
  if (overrides.length === 0) return file
  const names = new Set([...file.sweep.parameters.map(({ name }) => name), ...Object.keys(specs ?? {})])
  const replacements = new Map<string, Override['values']>()
  for (const text of overrides) {
    const { name, values } = parseOverride(text)
    if (!names.has(name) && name !== 'seeds') throw unknownName(text, name, file.file, [...names])
    if (replacements.has(name)) {
      throw new UsageError(`"${text}": "${name}" is overridden twice. Write ${name}=value,value to try several values`)
    }
    replacements.set(name, values)
  }
  const seeds = names.has('seeds') ? undefined : replacements.get('seeds')
  if (seeds) replacements.delete('seeds')
  const rewritten = rewriteParameters(file, replacements)
  const text = seeds ? rewriteSeeds(rewritten, file.file, seeds) : rewritten
  try {
    const { sweep } = parseSweep(text, file.file)
    return { ...file, sweep, text, overridden: new Set([...file.overridden, ...replacements.keys()]) }
  } catch (cause) {
    if (!(cause instanceof PlanError)) throw cause
    const hint = cause.hint === '' ? '' : `. ${cause.hint}`
    throw new UsageError(`with ${overrides.join(' ')}: ${cause.path}: ${cause.problem}${hint}`, { cause })
  }
}

function unknownName(text: string, name: string, file: string, names: readonly string[]): UsageError {
  const hint = `${didYouMean(name, names)}Its parameters: ${names.join(', ') || 'none'}`
  return new UsageError(`"${text}": ${file} has no parameter "${name}". ${hint}`)
}
