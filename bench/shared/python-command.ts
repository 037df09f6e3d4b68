import { fileURLToPath } from 'node:url'
import type { ChildCommand } from './run-child.js'

/** The process that runs a script of bench/peers. */
export function pythonCommand(
  python: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ChildCommand {
  const path = fileURLToPath(new URL(`../peers/${script}`, import.meta.url))
  // -B: no compiled files beside the sources.
  return { command: python, args: ['-B', path, ...args], env }
}
