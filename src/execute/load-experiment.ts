import { fileURLToPath } from 'node:url'
import type { ExperimentDefinition } from '../core/experiment.js'
import { isParameterSchema, type ParameterSchema } from '../core/parameter-schema.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import { checkSpecs } from './check-specs.js'
import { specsOfSchema } from './specs-of-schema.js'

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
  const namespace = await namespaceOf(module)
  const definition = definitionIn(namespace)
  if (definition) return withSpecs(definition, module)
  throw new Error(
    `${fileURLToPath(module)}: its default export is not an experiment. ` +
      'Write: export default defineExperiment(async (trial, context) => { … })',
  )
}

async function namespaceOf(module: string): Promise<unknown> {
  try {
    if (!/\.[cm]?tsx?$/.test(module)) return await import(module)
    const { tsImport } = await import('tsx/esm/api')
    return await tsImport(module, import.meta.url)
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
  }
  return undefined
}
