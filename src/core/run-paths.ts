import { join } from 'node:path'

/** The one place that knows where things lie in a folder of runs. */
export function runPaths(runsFolder: string, run: string) {
  const folder = join(runsFolder, run)
  return {
    /** Everything of this run. */
    folder,
    /** The sweep as it was run, overrides included. */
    sweepFile: join(folder, 'sweep.yaml'),
    /** What the experiment's repository had beside its commit: at the beginning, or after that many allowed changes. */
    codeDiff: (changes: number) => join(folder, changes === 0 ? 'code.diff' : `code-${changes}.diff`),
    checkpoints: (trialKey: string) => join(folder, 'checkpoints', trialKey),
    artifacts: (trialKey: string) => join(folder, 'artifacts', trialKey),
    /** When the test split was scored for a model of this run, and what it gave. */
    testScores: join(folder, 'test-scores.json'),
    /** The models that `sweep retrain` has kept. */
    models: join(folder, 'models'),
    model: (trialNumber: number) => join(folder, 'models', `trial-${trialNumber}`),
  }
}

/** The database of a folder of runs. */
export function databasePath(runsFolder: string): string {
  return join(runsFolder, 'sweep.db')
}
