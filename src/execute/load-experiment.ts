import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'
import type { ExperimentDefinition } from '../core/experiment.js'

/**
 * Imports an experiment's module, TypeScript or JavaScript, once in a thread: what it keeps between trials stays.
 * Rejects with a plain Error that names the module.
 */
export function loadExperiment(module: string): Promise<ExperimentDefinition> {
  const loading = loaded.get(module) ?? importExperiment(module)
  loaded.set(module, loading)
  return loading
}

const loaded = new Map<string, Promise<ExperimentDefinition>>()

async function importExperiment(module: string): Promise<ExperimentDefinition> {
  const namespace = /\.[cm]?tsx?$/.test(module) ? await tsImport(module, import.meta.url) : await import(module)
  const definition = definitionIn(namespace)
  if (definition) return definition
  throw new Error(
    `${fileURLToPath(module)}: its default export is not an experiment. ` +
      'Write: export default defineExperiment(async (trial, context) => { … })',
  )
}

/** A module that was compiled to CommonJS holds its default export one level deeper. */
function definitionIn(namespace: unknown): ExperimentDefinition | undefined {
  for (let value = namespace, depth = 0; depth < 3; depth++) {
    value = (value as { default?: unknown } | undefined)?.default
    if (typeof (value as { run?: unknown } | undefined)?.run === 'function') return value as ExperimentDefinition
  }
  return undefined
}
