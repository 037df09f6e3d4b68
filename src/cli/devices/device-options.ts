import { Option } from 'commander'
import { positiveInteger } from '../options.js'
import { parseGpuWish } from './gpu-wish.js'

/** `--gpus`, the same for every command that trains. */
export function gpusOption(): Option {
  return new Option(
    '--gpus <list>',
    'train on these GPUs: 0,1 or all; none trains on the CPU (default: all that the engine uses)',
  ).argParser(parseGpuWish)
}

/** `--trials-per-gpu`, the same for every command that trains several trials. */
export function trialsPerGpuOption(): Option {
  return new Option('--trials-per-gpu <n>', 'trials trained at the same time on each GPU (default: 1)').argParser(
    positiveInteger,
  )
}

/** `--workers`, the same for every command that trains several trials. */
export function workersOption(): Option {
  return new Option('--workers <n>', 'trials trained at the same time on the CPU (default: cores / threads)').argParser(
    positiveInteger,
  )
}
