import type { EngineSource } from '../execute/executor.js'

/** How a worker thread finds the engine of that name. */
export function engineSource(name: string): EngineSource {
  return { name, module: new URL('../engine/load-engine.js', import.meta.url).href }
}
