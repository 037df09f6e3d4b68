import { canonicalJson } from '../core/canonical-json.js'
import type { Params } from '../core/trial.js'
import { completeParams } from './complete-params.js'
import type { Attempt, Origin } from './executor.js'
import type { LoadedExperiment } from './load-experiment.js'

/**
 * The trial that an attempt with these parameters, defaults filled in, may go on from: of its origins the longest one that
 * differs only in a smaller value of the parameter by which the experiment continues, and that the experiment accepts.
 */
export function originOf(
  { origins = [], baseFolder }: Attempt,
  params: Params,
  { continues, parameters }: LoadedExperiment,
): Origin | undefined {
  if (!continues) return undefined
  const { parameter, when = () => true } = continues
  const lengthOf = (of: Params) => of[parameter]
  return origins
    .map((origin) => ({ origin, shorter: completeParams(origin.params, parameters, baseFolder) }))
    .filter(({ shorter }) => isShorter(lengthOf(shorter), lengthOf(params)))
    .filter(({ shorter }) => equalBut(parameter, shorter, params) && when(shorter, params))
    .sort((a, b) => Number(lengthOf(b.shorter)) - Number(lengthOf(a.shorter)))[0]?.origin
}

function isShorter(shorter: unknown, longer: unknown): boolean {
  return typeof shorter === 'number' && typeof longer === 'number' && shorter < longer
}

function equalBut(parameter: string, a: Params, b: Params): boolean {
  const rest = (params: Params) => canonicalJson({ ...params, [parameter]: null })
  return rest(a) === rest(b)
}
