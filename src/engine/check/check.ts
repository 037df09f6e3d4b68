import type { DeviceKind } from '../../core/run.js'
import type { EngineName } from '../engine.js'
import { askChild } from '../probe.js'
import { missingParts } from '../status.js'
import type { WrongNumber } from './numbers.js'

interface CheckOptions {
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

/** How an engine did when it was checked. Plain data. */
export type CheckedEngine =
  | (Found & { readonly result: 'ok'; readonly stepsPerSecond: number | null })
  | (Found & { readonly result: 'wrong'; readonly differences: readonly WrongNumber[] })
  /** It is there, but an operation throws or its process dies. */
  | { readonly name: EngineName; readonly result: 'broken'; readonly reason: string }
  /** It is not there, or not usable on this machine. */
  | { readonly name: EngineName; readonly result: 'absent'; readonly reason: string }

interface Found {
  readonly name: EngineName
  readonly version: string
  readonly device: string
  readonly deviceKind: DeviceKind
}
