import type { EngineName } from '#sweep/engine/engine.js'
import { engineProblem } from '../shared/engine-problem.js'
import { runSweep, type SweepResult } from '../shared/run-sweep.js'

export interface ParallelSettings {
  readonly engines: readonly EngineName[]
  readonly rounds: number
  readonly width: number
  /** Training steps of a trial, of 64 images each. */
  readonly steps: number
}

export interface ParallelTimes {
  readonly engine: EngineName
  /** Rounds of one trial by one worker. */
  readonly one: readonly SweepResult[]
  /** Rounds of two trials by two workers. */
  readonly two: readonly SweepResult[]
  /** Why there are no rounds; null where there are. */
  readonly missing: string | null
}

/** Runs one trial with one worker and two trials with two, in turn. */
export async function measureParallel(
  { engines, rounds, width, steps }: ParallelSettings,
  log: (line: string) => void,
): Promise<readonly ParallelTimes[]> {
  const cells = []
  for (const engine of engines) {
    const missing = (await engineProblem(engine)) ?? null
    cells.push({ engine, one: [] as SweepResult[], two: [] as SweepResult[], missing })
  }
  for (let round = 1; round <= rounds; round++) {
    for (const cell of cells.filter(({ missing }) => missing === null)) {
      for (const [count, results] of [[1, cell.one] as const, [2, cell.two] as const]) {
        const sweep = sweepOf(count, width, steps)
        const result = await runSweep({ sweep, engine: cell.engine, workers: count })
        results.push(result)
        const what = `${count} trial${count === 1 ? '' : 's'} by ${count}`
        log(`round ${round} of ${rounds}: ${cell.engine}, ${what}: ${result.seconds.toFixed(1)} s`)
      }
    }
  }
  return cells
}

/** `fer` on synthetic faces for one epoch; eight tenths of the faces are there to train on. */
function sweepOf(trials: number, width: number, steps: number): string {
  return `
name: parallel
experiment: fer
metric: { name: val_accuracy, goal: maximize }
seeds: ${trials}
parameters:
  width: ${width}
  synthetic_rows: ${steps * 80}
  batch_size: 64
  epochs: 1
`
}
