import { fileURLToPath } from 'node:url'
import type { ExperimentDefinition } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import {
  isParameterSchema,
  type ParameterSchema,
  type ParameterSpec,
  type ParameterSpecs,
} from '../../core/parameter.js'
import { seedMathRandom } from '../../core/random.js'
import { didYouMean } from '../../core/texts.js'
import { importTypescript, isTypescript } from './typescript.js'

/**
 * Imports an experiment's module, TypeScript or JavaScript, once in a thread: what it keeps between trials stays.
 * Rejects with a plain Error that names the module.
 */
export function loadExperiment(module: string): Promise<LoadedExperiment> {
  const loading = loaded.get(module) ?? importExperiment(module)
  loaded.set(module, loading)
  return loading
}

/** An experiment whose parameters are plain specs; `schema` is what they were made from, where it was one. */
export interface LoadedExperiment extends ExperimentDefinition {
  readonly parameters?: ParameterSpecs
  readonly schema?: ParameterSchema
}

const loaded = new Map<string, Promise<LoadedExperiment>>()

async function importExperiment(module: string): Promise<LoadedExperiment> {
  // Whichever trial is the first in a thread, what its modules draw as they are loaded is the same.
  const mathRandom = seedMathRandom(0, 'modules')
  const namespace = await namespaceOf(module).finally(() => mathRandom.restore())
  const definition = definitionIn(namespace)
  if (definition) return withSpecs(definition, module)
  throw new Error(
    `${fileURLToPath(module)}: its default export is not an experiment. ` +
      'Write: export default defineExperiment(async (trial, context) => { … })',
  )
}

async function namespaceOf(module: string): Promise<unknown> {
  try {
    return await (isTypescript(module) ? importTypescript(module) : import(module))
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    const path = fileURLToPath(module)
    throw new Error(message.includes(path) ? message : `${path}: it cannot be loaded: ${message}`, { cause })
  }
}

function withSpecs({ parameters, ...definition }: ExperimentDefinition, module: string): LoadedExperiment {
  if (!parameters) return definition
  try {
    if (!isParameterSchema(parameters)) {
      checkSpecs(parameters)
      return { ...definition, parameters }
    }
    return { ...definition, parameters: specsOfSchema(parameters), schema: parameters }
  } catch (cause) {
    throw new Error(`${fileURLToPath(module)}: ${(cause as Error).message}`, { cause })
  }
}

/** A module that was compiled to CommonJS holds its default export one level deeper. */
function definitionIn(namespace: unknown): ExperimentDefinition | undefined {
  for (let value = namespace, depth = 0; depth < 3; depth++) {
    value = (value as { default?: unknown } | undefined)?.default
    if (typeof (value as { run?: unknown } | undefined)?.run === 'function') return value as ExperimentDefinition
    // The function alone, as a module writes it that imports nothing.
    if (typeof value === 'function') return { run: value as ExperimentDefinition['run'] }
  }
  return undefined
}

/**
 * Sees that plain specs have types that there are: an experiment in JavaScript, and one in TypeScript that nobody checks,
 * may say anything. Throws an Error that names the parameter and the types.
 */
export function checkSpecs(specs: ParameterSpecs): void {
  for (const [name, spec] of Object.entries(specs)) {
    const type: unknown = (spec as { type?: unknown } | null)?.type
    if (typeof type === 'string' && Object.hasOwn(types, type)) continue
    const given = typeof type === 'string' ? `the type "${type}"` : 'no type'
    const meant = typeof type === 'string' ? didYouMean(type, Object.keys(types)) : ''
    throw new Error(
      `the parameter "${name}" has ${given}. ${meant}There are: ${Object.keys(types).join(', ')}; ` +
        'json is for lists, maps and mixed values',
    )
  }
}

const types: Readonly<Record<ParameterSpec['type'], true>> = {
  number: true,
  integer: true,
  string: true,
  boolean: true,
  path: true,
  trial: true,
  json: true,
}

/**
 * What a schema says of each parameter, as far as plain specs can say it; the schema itself checks the rest. Throws an
 * Error for a schema that is not that of an object, or that cannot be written as JSON Schema.
 */
function specsOfSchema({ '~standard': standard }: ParameterSchema): ParameterSpecs {
  if (!standard.jsonSchema) {
    throw new Error(
      `its parameters are a schema of ${standard.vendor} that cannot be written as JSON Schema. ` +
        'Use zod 4.2 or newer, another library of Standard JSON Schema, or plain specs',
    )
  }
  const schema = standard.jsonSchema.input({ target: 'draft-2020-12' }) as ObjectSchema
  if (schema.type !== 'object')
    throw new Error('its parameters must be an object schema, as z.object({ lr: z.number() })')
  const required = new Set(schema.required ?? [])
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, specOf(property, required.has(name))]),
  )
}

interface ObjectSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Property>>
  readonly required?: readonly string[]
}

interface Property {
  readonly type?: string
  readonly enum?: readonly Json[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: Json
  readonly description?: string
}

function specOf(property: Property, required: boolean): ParameterSpec {
  const { type, enum: values, minimum: min, maximum: max, default: given, description = '' } = property
  // What may be left out and has no default is null to whoever asks for its value.
  if (!required && given === undefined) return { type: 'json', default: null, description }
  const common = { description, ...(given !== undefined && { default: given }) }
  switch (type) {
    case 'number':
    case 'integer':
      return { type, ...common, ...(isBound(min) && { min }), ...(isBound(max) && { max }) } as ParameterSpec
    case 'string':
      return { type, ...common, ...(values && { values }) } as ParameterSpec
    case 'boolean':
      return { type, ...common } as ParameterSpec
    default:
      return { type: 'json', ...common }
  }
}

/** zod writes the range of safe integers out where nothing was said. */
function isBound(value: number | undefined): boolean {
  return value !== undefined && Math.abs(value) !== Number.MAX_SAFE_INTEGER
}
