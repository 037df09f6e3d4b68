import { fileURLToPath } from 'node:url'
import type { EngineName } from '#sweep/engine/engine.js'
import { BenchError } from '../shared/bench-error.js'
import { engineProblem } from '../shared/engine-problem.js'
import { runSweep } from '../shared/run-sweep.js'

export interface EpochSettings {
  readonly engines: readonly EngineName[]
  readonly width: number
  /** Training images that are loaded. */
  readonly faces: number
  /** How many of them an epoch trains on. */
  readonly trained: number
  /** Measured ones, after a first that is not. */
  readonly epochs: number
  /** Further parameters of the sweep, as `name: value`. */
  readonly set: readonly string[]
}

/** What `watched-fer.js` logs of an epoch. */
export interface Epoch {
  /** From the checkpoint of the epoch before to the reading, validation within. */
  readonly seconds: number
  /** Of these seconds, the share in which the training thread had nothing to do but wait. */
  readonly waitingShare: number
  /** The share in which the thread that prepares batches was busy; 0 in the first epoch, when it does not exist yet. */
  readonly preparingShare: number
  /** Largest resident set of the host so far. */
  readonly peakMegabytes: number
}

export interface Epochs {
  readonly engine: EngineName
  /** Without the first. */
  readonly epochs: readonly Epoch[]
  /** Why there are none; null where there are. */
  readonly missing: string | null
}

/** Trains `fer` on synthetic faces with every engine, one after another, each in a host of its own. */
export async function measureEpochs(settings: EpochSettings, log: (line: string) => void): Promise<readonly Epochs[]> {
  const measured: Epochs[] = []
  for (const engine of settings.engines) {
    const missing = (await engineProblem(engine)) ?? null
    const epochs = missing === null ? await epochsOf(engine, settings, log) : []
    measured.push({ engine, epochs: epochs.slice(1), missing })
  }
  return measured
}

async function epochsOf(engine: EngineName, settings: EpochSettings, log: (line: string) => void): Promise<Epoch[]> {
  const epochs: Epoch[] = []
  const onLine = (line: string) => {
    const logged = /^trial 1 \| epoch (\{.*\})$/.exec(line)
    if (logged === null) return
    const epoch: Epoch = JSON.parse(logged[1]!)
    epochs.push(epoch)
    log(`${engine}: epoch ${epochs.length} of ${settings.epochs + 1}: ${epoch.seconds.toFixed(1)} s`)
  }
  await runSweep({ sweep: sweepOf(settings), engine, workers: 1, onLine })
  if (epochs.length !== settings.epochs + 1) {
    throw new BenchError(`${engine}: ${epochs.length} of ${settings.epochs + 1} epochs were seen on stderr`)
  }
  // A thread that prepares the images it trains on computes nothing meanwhile, and yet is not idle.
  if (epochs.at(-1)!.preparingShare === 0) throw new BenchError('no thread was seen that prepares batches ahead')
  return epochs
}

/** Eight tenths of the faces are there to train on. */
function sweepOf({ width, faces, trained, epochs, set }: EpochSettings): string {
  return `
name: training-epoch
experiment: ${JSON.stringify(fileURLToPath(new URL('./watched-fer.js', import.meta.url)))}
metric: { name: val_accuracy, goal: maximize }
checkpoint_every: 100h
parameters:
  width: ${width}
  synthetic_rows: ${Math.round(faces / 0.8)}
  train_rows: ${trained}
  epochs: ${epochs + 1}
${set.map((line) => `  ${line}\n`).join('')}`
}
