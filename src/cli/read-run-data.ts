import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Predictions } from '../analyze/predictions.js'
import type { RunData } from '../analyze/run-data.js'
import type { TrialRow } from '../analyze/trial-row.js'
import type { Run } from '../core/run.js'
import { runPaths } from '../core/run-paths.js'
import { readArtifact } from '../execute/artifacts/read-artifact.js'
import { countTrials } from '../plan/count-trials.js'
import type { StoreReader } from '../store/store-reader.js'
import { predictionsOf } from './predictions-of.js'
import { rowOf } from './read-report.js'

/** Everything that is known of a run; `warn` is told of artifacts that are there and cannot be read. */
export async function readRunData(
  store: StoreReader,
  run: Run,
  runsFolder: string,
  warn: (line: string) => void,
): Promise<RunData> {
  const trials: TrialRow[] = []
  for await (const trial of store.trials(run.name, { readings: true })) trials.push(rowOf(trial))
  const complete = trials.filter(({ status }) => status === 'complete')
  const predictions = async (name: string) => {
    const found = new Map<string, Predictions>()
    for (const { key, number } of complete) {
      const path = join(runPaths(runsFolder, run.name).artifacts(key), `${name}.safetensors`)
      if (!existsSync(path)) continue
      try {
        const read = predictionsOf(await readArtifact(path))
        if (read) found.set(key, read)
      } catch (error) {
        warn(`trial ${number}: the ${name} predictions in ${path} are left out: ${(error as Error).message}`)
      }
    }
    return found
  }
  return {
    run,
    trials,
    total: countTrials(run.sweep),
    attempts: await store.attempts(run.name),
    validation: await predictions('validation'),
    test: await predictions('test'),
  }
}
