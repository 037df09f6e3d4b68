import { fileURLToPath } from 'node:url'
import { pythonCommand } from '../shared/python-command.js'
import type { ChildCommand } from '../shared/run-child.js'

export const candidateNames = ['ours', 'torchvision'] as const

/** `one` is a random crop of every image, `ten` its ten crops, each erased by itself. */
export const cropsNames = ['one', 'ten'] as const

/** What one process measures. */
export interface AugmentationTask {
  readonly candidate: (typeof candidateNames)[number]
  readonly crops: (typeof cropsNames)[number]
  /** Wall-clock seconds to augment for, once before the clock counts. */
  readonly seconds: number
}

/** What it prints. */
export interface AugmentationTimes {
  readonly version: string
  /** Images of the dataset, not crops. */
  readonly images: number
  readonly seconds: number
  readonly processorSeconds: number
}

/** The process that measures a task. */
export function augmentationCommand({ candidate, crops, seconds }: AugmentationTask, python: string): ChildCommand {
  const args = [`--crops=${crops}`, `--seconds=${seconds}`]
  switch (candidate) {
    case 'ours': {
      const path = fileURLToPath(new URL('./our-augmentation.js', import.meta.url))
      return {
        command: process.execPath,
        args: ['--import', import.meta.resolve('tsx'), path, ...args],
        env: process.env,
      }
    }
    case 'torchvision':
      return pythonCommand(python, 'torchvision_augmentation.py', args, { ...process.env, OMP_NUM_THREADS: '1' })
    default:
      return candidate satisfies never
  }
}
