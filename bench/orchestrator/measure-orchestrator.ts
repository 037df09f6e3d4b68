import { fileURLToPath } from 'node:url'
import { type Answer, askChild } from '../shared/ask-child.js'
import { pythonCommand } from '../shared/python-command.js'
import { runSweep } from '../shared/run-sweep.js'

export const contestants = [
  'sweep',
  'optuna-sqlite',
  'optuna-sqlite-wal',
  'optuna-journal',
  'optuna-memory',
  'ray-process',
  'ray-reused',
] as const

export type Contestant = (typeof contestants)[number]

export interface OrchestratorSettings {
  readonly engines: readonly Contestant[]
  /** Readings that a trial reports. */
  readonly readings: readonly number[]
  readonly trials: number
  /** Trials of the contestants that take long for each. */
  readonly slowTrials: number
  readonly workers: number
  readonly rounds: number
  readonly python: string
}

/** Trials that were run to their end, and the seconds from the start of the first to the end of the last. */
export interface TrialsTime {
  readonly version: string
  readonly trials: number
  readonly seconds: number
}

export interface OrchestratorCell {
  readonly contestant: Contestant
  readonly readings: number
  readonly rounds: readonly TrialsTime[]
  /** Why there are no rounds; null where there are. */
  readonly missing: string | null
}

/** Runs trials of a trivial objective through `sweep run`, Optuna and Ray Tune, in turn. */
export async function measureOrchestrator(
  settings: OrchestratorSettings,
  log: (line: string) => void,
): Promise<readonly OrchestratorCell[]> {
  const cells = settings.readings.flatMap((readings) =>
    settings.engines.map((contestant) => ({
      ...{ contestant, readings },
      rounds: [] as TrialsTime[],
      missing: null as string | null,
    })),
  )
  for (let round = 1; round <= settings.rounds; round++) {
    for (const cell of cells.filter(({ missing }) => missing === null)) {
      const answer = await measure(cell.contestant, cell.readings, settings)
      if ('missing' in answer) cell.missing = answer.missing
      else cell.rounds.push(answer)
      const found =
        'missing' in answer ? answer.missing : `${(answer.trials / answer.seconds).toFixed(0)} trials a second`
      log(`round ${round} of ${settings.rounds}: ${cell.contestant}, ${cell.readings} readings: ${found}`)
    }
  }
  return cells
}

function measure(
  contestant: Contestant,
  readings: number,
  settings: OrchestratorSettings,
): Promise<Answer<TrialsTime>> {
  const { trials, slowTrials, workers, python } = settings
  const optuna = (storage: string, trials: number) =>
    askChild<TrialsTime>(
      pythonCommand(python, 'optuna_trials.py', [
        ...[`--storage=${storage}`, `--trials=${trials}`, `--readings=${readings}`],
      ]),
    )
  const ray = (actors: string, trials: number) =>
    askChild<TrialsTime>(
      pythonCommand(python, 'ray_trials.py', [
        ...[`--actors=${actors}`, `--trials=${trials}`, `--readings=${readings}`, `--workers=${workers}`],
      ]),
    )
  switch (contestant) {
    case 'ray-process':
      return ray('process', Math.ceil(slowTrials / 5))
    case 'ray-reused':
      return ray('reused', slowTrials)
    case 'sweep':
      return ours(trials, readings, workers)
    case 'optuna-sqlite':
      return optuna('sqlite', slowTrials)
    case 'optuna-sqlite-wal':
      return optuna('sqlite-wal', slowTrials)
    case 'optuna-journal':
      return optuna('journal', trials)
    case 'optuna-memory':
      return optuna('memory', trials)
    default:
      return contestant satisfies never
  }
}

async function ours(trials: number, readings: number, workers: number): Promise<TrialsTime> {
  const experiment = fileURLToPath(new URL('./trivial.js', import.meta.url))
  const sweep = `
name: orchestrator
experiment: ${JSON.stringify(experiment)}
metric: { name: value, goal: minimize }
seeds: ${trials}
parameters:
  x: 3
  readings: ${readings}
`
  const { trialSeconds, trainingSeconds } = await runSweep({ sweep, engine: 'cpu', workers })
  return { version: `${workers} workers`, trials: trialSeconds.length, seconds: trainingSeconds }
}
