import { askChild } from '../ask-child.js'
import type { EngineName } from '../engine-name.js'
import { missingParts } from '../missing-parts.js'
import type { CheckedEngine } from './checked-engine.js'

export interface CheckOptions {
  /** Of the process that trains: what it says of devices and threads is what is checked. */
  readonly environment: NodeJS.ProcessEnv
  /** Whether its speed is measured too, which takes seconds. */
  readonly timed: boolean
}

/** Trains a small network on an engine, in a process of its own, and compares with the numbers of PyTorch. */
export async function checkEngine(name: EngineName, { environment, timed }: CheckOptions): Promise<CheckedEngine> {
  const missing = missingParts(name, environment)
  if (missing !== undefined) return { name, result: 'absent', reason: missing }
  const module = new URL('./check-main.js', import.meta.url)
  const asked = await askChild<CheckedEngine>(module, [name, timed ? 'timed' : 'untimed'], environment)
  if (asked.kind === 'answer') return asked.answer
  return { name, result: 'broken', reason: `Engine "${name}": training on it ended the process ${asked.how}.` }
}
