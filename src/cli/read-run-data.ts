import type { Predictions, RunData, TrialRow } from '../analyze/run-data.js'
import type { Run } from '../core/run.js'
import { countTrials } from '../plan/space/space.js'
import type { StoreReader } from '../store/store-reader.js'
import { readPredictions } from './read-predictions.js'
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
  const predictions = async (part: 'validation' | 'test') => {
    const found = new Map<string, Predictions>()
    for (const { key, number } of complete) {
      const warnOf = (problem: string) => warn(`trial ${number}: ${problem}`)
      const read = await readPredictions(runsFolder, run.name, key, part, warnOf)
      if (read) found.set(key, read)
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
