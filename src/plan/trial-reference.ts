import type { SweepError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter.js'
import { outerValues } from '../core/parameter.js'
import { parameterErrorAt, planErrorAt, type SweepFile } from './sweep-file.js'

/** A trial of another run, as a sweep file names it. */
export interface TrialReference {
  readonly run: string
  readonly trial: number
}

/** What `{ run: study, trial: 4 }` says; undefined for anything else. */
export function trialReference(value: Json | undefined): TrialReference | undefined {
  if (!isReferenceMap(value)) return undefined
  const { run, trial } = value as { readonly run: unknown; readonly trial: unknown }
  if (typeof run !== 'string' || run === '' || !Number.isSafeInteger(trial) || (trial as number) < 1) return undefined
  return { run, trial: trial as number }
}

/** Whether it is a map with the keys `run` and `trial` and no other, whatever they hold. */
export function isReferenceMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).sort().join() === 'run,trial'
}

/** A value of a parameter of the type `trial`, with the error of what is wrong with it. */
export interface TrialValue {
  readonly value: Json
  readonly refuse: (problem: string, hint: string) => SweepError
}

/** Every value but null that the parameters of the type `trial` take in a sweep. */
export function trialValues(file: SweepFile, specs: ParameterSpecs | undefined): readonly TrialValue[] {
  const isTrial = (name: string) => specs !== undefined && Object.hasOwn(specs, name) && specs[name]!.type === 'trial'
  const { parameters, include } = file.sweep
  const own = parameters
    .filter(({ name }) => isTrial(name))
    .flatMap((parameter) =>
      outerValues(parameter).map((value, i) => ({
        value,
        refuse: (problem: string, hint: string) => parameterErrorAt(file, parameter.name, i, problem, hint),
      })),
    )
  const added = include.flatMap((point, i) =>
    Object.entries(point)
      .filter(([name]) => isTrial(name))
      .map(([name, value]) => ({
        value,
        refuse: (problem: string, hint: string) => planErrorAt(file, `include[${i}].${name}`, problem, hint),
      })),
  )
  return [...own, ...added].filter(({ value }) => value !== null)
}
