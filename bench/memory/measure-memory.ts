import type { EngineName } from '#sweep/engine/engine.js'
import { BenchError } from '../shared/bench-error.js'
import { runSweep } from '../shared/run-sweep.js'
import { hostMemory } from './host-memory.js'

export interface MemorySettings {
  readonly trials: number
  readonly width: number
  /** Training steps of a trial, of 16 images each. */
  readonly steps: number
}

export interface MemorySample {
  /** Trials that had ended. */
  readonly trials: number
  readonly residentMegabytes: number
}

/** Trains tiny trials one after another in one host and reads its resident memory at the end of each. */
export async function measureMemory(
  engine: EngineName,
  settings: MemorySettings,
  log: (line: string) => void,
): Promise<readonly MemorySample[]> {
  const samples: MemorySample[] = []
  let host: number | undefined
  let failure: unknown
  const onLine = (line: string, pid: number) => {
    if (failure !== undefined || !/^trial \d+\b[^|]*: complete/.test(line)) return
    try {
      const memory = hostMemory(pid)
      host ??= memory.pid
      if (memory.pid !== host) throw new BenchError(`the host was replaced after ${samples.length} trials`)
      samples.push({ trials: samples.length + 1, residentMegabytes: memory.residentMegabytes })
      if (samples.length % 25 === 0)
        log(`${engine}: ${samples.length} trials, ${memory.residentMegabytes.toFixed(0)} MB`)
    } catch (error) {
      failure = error
    }
  }
  await runSweep({ sweep: sweepOf(settings), engine, workers: 1, onLine })
  // The host is gone when the last line is read, sometimes: the last trial may have no sample.
  if (failure !== undefined && samples.length < settings.trials - 1) throw failure
  if (samples.length < settings.trials - 1) {
    throw new BenchError(`${samples.length} of ${settings.trials} trials were seen to end on stderr`)
  }
  return samples
}

function sweepOf({ trials, width, steps }: MemorySettings): string {
  return `
name: memory
experiment: fer
metric: { name: val_accuracy, goal: maximize }
seeds: ${trials}
parameters:
  width: ${width}
  synthetic_rows: ${Math.max(70, steps * 20)}
  batch_size: 16
  epochs: 1
`
}
