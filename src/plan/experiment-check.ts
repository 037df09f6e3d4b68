import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Json } from '../core/json.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter.js'
import { type Distribution, outerValues } from '../core/parameter.js'
import { didYouMean } from '../core/texts.js'
import { parameterErrorAt, planErrorAt, type SweepFile, showValue } from './sweep-file.js'
import { trialReference } from './trial-reference.js'

/**
 * Checks the parameters of a sweep against what its experiment reads: names, types, ranges, files that must exist.
 * An experiment that says nothing reads anything. Throws PlanError, or UsageError for a value of the command line.
 */
export function checkParameters(file: SweepFile, specs: ParameterSpecs | undefined, experiment: string): void {
  if (specs === undefined) return
  const names = Object.keys(specs)
  const known = (name: string) => `${didYouMean(name, names)}The experiment "${experiment}" reads: ${names.join(', ')}`
  for (const parameter of file.sweep.parameters) {
    const { name } = parameter
    if (!Object.hasOwn(specs, name)) {
      throw parameterErrorAt(file, name, undefined, 'unknown parameter', known(name))
    }
    const undrawable = 'distribution' in parameter ? wrongDistribution(parameter.distribution, specs[name]!) : undefined
    if (undrawable !== undefined) throw parameterErrorAt(file, name, undefined, undrawable)
    outerValues(parameter).forEach((value, i) => {
      const wrong = wrongValue(value, specs[name]!, file.file)
      if (wrong !== undefined) throw parameterErrorAt(file, name, i, wrong.problem, wrong.hint)
    })
  }
  file.sweep.include.forEach((point, i) => {
    for (const [name, value] of Object.entries(point)) {
      if (!Object.hasOwn(specs, name))
        throw planErrorAt(file, `include[${i}].${name}`, 'unknown parameter', known(name))
      const wrong = wrongValue(value, specs[name]!, file.file)
      if (wrong !== undefined) throw planErrorAt(file, `include[${i}].${name}`, wrong.problem, wrong.hint)
    }
  })
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.default !== undefined || file.sweep.parameters.some((parameter) => parameter.name === name)) continue
    const problem = `missing; the experiment "${experiment}" needs it${spec.description ? `: ${spec.description}` : ''}`
    throw planErrorAt(file, `parameters.${name}`, problem)
  }
}

interface Wrong {
  readonly problem: string
  readonly hint?: string
}

function wrongValue(value: Json, spec: ParameterSpec, file: string): Wrong | undefined {
  switch (spec.type) {
    case 'number':
    case 'integer': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec
      const fits = spec.type === 'number' ? typeof value === 'number' : Number.isInteger(value)
      if (fits && (value as number) >= min && (value as number) <= max) return undefined
      const kind = spec.type === 'number' ? 'a number' : 'an integer'
      return { problem: `must be ${kind}${range(min, max)}, got ${showValue(value)}` }
    }
    case 'string': {
      if (spec.values === undefined) {
        return typeof value === 'string' ? undefined : { problem: `must be text, got ${showValue(value)}` }
      }
      if (typeof value === 'string' && spec.values.includes(value)) return undefined
      const hint = typeof value === 'string' ? didYouMean(value, spec.values).trim() : ''
      return { problem: `must be one of ${spec.values.join(', ')}, got ${showValue(value)}`, hint }
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { problem: `must be true or false, got ${showValue(value)}` }
    case 'path': {
      if (value === null && spec.default === null) return undefined
      if (typeof value !== 'string' || value === '') return { problem: `must be a path, got ${showValue(value)}` }
      const absolute = resolve(dirname(file), value)
      if (existsSync(absolute)) return undefined
      return { problem: `${absolute} does not exist`, hint: 'A path in a sweep file is relative to that file' }
    }
    case 'trial':
      return value === null && spec.default === null ? undefined : wrongStart(value, file)
    case 'json':
      return undefined
    default:
      return spec satisfies never
  }
}

/** What is wrong with a value of the type `trial`, as far as no run has to be looked at. */
function wrongStart(value: Json, file: string): Wrong | undefined {
  if (typeof value !== 'string' || value === '') {
    if (trialReference(value)) return undefined
    return { problem: `must be the folder of a model, or a trial as { run: study, trial: 4 }, got ${showValue(value)}` }
  }
  const folder = resolve(dirname(file), value)
  if (!existsSync(folder)) {
    return { problem: `${folder} does not exist`, hint: 'A path in a sweep file is relative to that file' }
  }
  const missing = ['model.json', 'weights.bin'].find((name) => !existsSync(join(folder, name)))
  if (missing === undefined) return undefined
  return { problem: `${folder} holds no ${missing}`, hint: 'Name a folder in which sweep retrain has kept a model' }
}

function range(min: number, max: number): string {
  if (min === Number.NEGATIVE_INFINITY) return max === Number.POSITIVE_INFINITY ? '' : ` of at most ${max}`
  return max === Number.POSITIVE_INFINITY ? ` of at least ${min}` : ` from ${min} to ${max}`
}

/** Throws PlanError when the experiment says which metrics it reports and the sweep optimizes another one. */
export function checkMetric(file: SweepFile, metrics: readonly string[] | undefined): void {
  const { metric, experiment } = file.sweep
  if (metrics === undefined || metrics.includes(metric.name)) return
  throw planErrorAt(
    file,
    'metric.name',
    `the experiment "${experiment}" does not report "${metric.name}"`,
    `${didYouMean(metric.name, metrics)}It reports: ${metrics.join(', ')}`,
  )
}

/** Why an experiment cannot read what a distribution draws; undefined when it can, or when its ends or values tell. */
function wrongDistribution(distribution: Distribution, spec: ParameterSpec): string | undefined {
  const { kind } = distribution
  if (kind === 'categorical' || spec.type === 'json') return undefined
  if (spec.type !== 'number' && spec.type !== 'integer') return `must be a ${spec.type}, but ${kind} draws numbers`
  if (spec.type === 'number' || kind === 'int_uniform') return undefined
  if (kind === 'q_uniform' && Number.isInteger(distribution.q)) return undefined
  return `must be an integer, but ${kind} draws fractions. Use int_uniform`
}
