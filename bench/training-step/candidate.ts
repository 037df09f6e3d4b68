import { fileURLToPath } from 'node:url'
import { type EngineName, engineNames } from '#sweep/engine/engine.js'
import { hostEnvironment } from '#sweep/execute/pool/environment.js'
import { pythonCommand } from '../shared/python-command.js'
import type { ChildCommand } from '../shared/run-child.js'

/** What the others are compared with. */
export const reference = 'pytorch'

export const peerNames = ['pytorch', 'pytorch-channels-last', 'keras', 'keras-onednn'] as const

/** Ours go by the names of their engines. */
export const candidateNames = [...engineNames, ...peerNames] as const

export type CandidateName = (typeof candidateNames)[number]

/** What one process measures. */
export interface StepTask {
  readonly candidate: CandidateName
  readonly width: number
  readonly threads: number
  /** Steps before the clock counts. */
  readonly warmup: number
  readonly steps: number
}

/** The process that measures a task. */
export function stepCommand(task: StepTask, python: string): ChildCommand {
  const { candidate, width, threads, warmup, steps } = task
  const args = Object.entries({ width, threads, warmup, steps }).map(([name, value]) => `--${name}=${value}`)
  switch (candidate) {
    case 'pytorch':
      return peer(['pytorch_step.py'])
    case 'pytorch-channels-last':
      return peer(['pytorch_step.py', '--channels-last'])
    case 'keras':
      return peer(['keras_step.py'])
    case 'keras-onednn':
      return peer(['keras_step.py'], { TF_ENABLE_ONEDNN_OPTS: '1' })
    default:
      return ours(candidate)
  }

  function peer([script, ...flags]: readonly [string, ...string[]], env: NodeJS.ProcessEnv = {}): ChildCommand {
    const { TF_ENABLE_ONEDNN_OPTS: _, ...asShipped } = process.env
    const limits = { OMP_NUM_THREADS: String(threads), TF_CPP_MIN_LOG_LEVEL: '2' }
    return pythonCommand(python, script, [...flags, ...args], { ...asShipped, ...limits, ...env })
  }

  function ours(engine: EngineName): ChildCommand {
    const path = fileURLToPath(new URL('./our-step.js', import.meta.url))
    return {
      command: process.execPath,
      args: ['--import', import.meta.resolve('tsx'), path, `--engine=${engine}`, ...args],
      env: hostEnvironment(process.env, threads, { kind: 'cpu' }),
    }
  }
}
