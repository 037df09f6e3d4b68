import type { EngineSource } from './executor.js'

/** The engine of this thread, loaded when first asked for; another one takes its place. */
export function engineOf({ name, module }: EngineSource): Promise<unknown> {
  if (latest?.name === name && latest.module === module) return latest.engine
  const engine = load(name, module)
  latest = { name, module, engine }
  // What could not be loaded is tried again.
  engine.catch(() => {
    if (latest?.engine === engine) latest = undefined
  })
  return engine
}

let latest: (EngineSource & { readonly engine: Promise<unknown> }) | undefined

async function load(name: string, module: string): Promise<unknown> {
  const { loadEngine } = await import(module)
  return (await loadEngine(name)).tf
}
