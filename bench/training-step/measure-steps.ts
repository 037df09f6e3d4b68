import { type Answer, askChild } from '../shared/ask-child.js'
import { BenchError } from '../shared/bench-error.js'
import { median } from '../shared/median.js'
import { type CandidateName, type StepTask, stepCommand } from './candidate.js'
import type { StepTimes } from './step-times.js'

export interface StepSettings {
  readonly candidates: readonly CandidateName[]
  readonly widths: readonly number[]
  readonly threads: readonly number[]
  readonly rounds: number
  /** Measured steps of a round at width 1; a narrower network takes as many more as it is narrower. */
  readonly steps: number
  readonly warmup: number
  readonly python: string
}

/** All rounds of one candidate at one width and number of threads. */
export interface StepCell extends Pick<StepTask, 'candidate' | 'width' | 'threads'> {
  readonly rounds: readonly StepTimes[]
  /** Why there are no rounds; null where there are. */
  readonly missing: string | null
}

/** Measures every candidate in a process of its own, in turn, and all of them again in every round. */
export async function measureSteps(settings: StepSettings, log: (line: string) => void): Promise<readonly StepCell[]> {
  const cells = plan(settings).map((task) => ({ task, rounds: [] as StepTimes[], missing: null as string | null }))
  for (let round = 1; round <= settings.rounds; round++) {
    for (const cell of cells) {
      if (cell.missing !== null) continue
      const { candidate, width, threads } = cell.task
      const name = `${candidate}, width ${width}, ${threads} thread${threads === 1 ? '' : 's'}`
      const answer: Answer<StepTimes> = await askChild<StepTimes>(stepCommand(cell.task, settings.python))
      if ('missing' in answer) cell.missing = answer.missing
      else {
        check(name, answer)
        cell.rounds.push(answer)
      }
      const found = 'missing' in answer ? answer.missing : `${median(answer.milliseconds).toFixed(0)} ms a step`
      log(`round ${round} of ${settings.rounds}: ${name}: ${found}`)
    }
  }
  const measured = cells.map(({ task: { candidate, width, threads }, rounds, missing }) => ({
    ...{ candidate, width, threads },
    ...{ rounds, missing },
  }))
  checkSameNetwork(measured)
  return measured
}

function plan({ candidates, widths, threads, steps, warmup }: StepSettings): StepTask[] {
  return widths.flatMap((width) =>
    threads.flatMap((count) =>
      candidates
        .filter((candidate) => count === 1 || !oneThreadOnly.includes(candidate))
        .map((candidate) => ({
          ...{ candidate, width, warmup },
          threads: count,
          steps: Math.max(1, Math.round(steps / Math.min(1, width))),
        })),
    ),
  )
}

/** Their numbers must not depend on the machine, so they do not use what it has. */
const oneThreadOnly: readonly CandidateName[] = ['wasm', 'cpu']

/** A step that does not train is no training step. */
function check(name: string, { losses }: StepTimes): void {
  const falls = losses.length === 1 || losses.at(-1)! < losses[0]!
  if (falls && losses.every(Number.isFinite)) return
  throw new BenchError(`${name}: the loss did not fall: ${losses.map((loss) => loss.toFixed(4)).join(', ')}`)
}

/** Trainable parameters of the network of the study. */
const fullSize = 29_890_759

function checkSameNetwork(cells: readonly StepCell[]): void {
  for (const width of new Set(cells.map((cell) => cell.width))) {
    const sizes = cells
      .filter((cell) => cell.width === width && cell.rounds.length > 0)
      .map(({ candidate, rounds }) => ({ candidate, parameters: rounds[0]!.parameters }))
    const expected = width === 1 ? fullSize : sizes[0]?.parameters
    if (sizes.every(({ parameters }) => parameters === expected)) continue
    const all = sizes.map(({ candidate, parameters }) => `${candidate} ${parameters}`).join(', ')
    throw new BenchError(`width ${width}: the networks are not the same, by their trainable parameters: ${all}`)
  }
}
