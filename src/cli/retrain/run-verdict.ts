import type { Run } from '../../core/run.js'
import type { StoreReader } from '../../store/store-reader.js'
import { analysedTrials } from '../analysed-trials.js'
import { readRunData } from '../read-run-data.js'

/** What a report of the run says of its points in plain sentences; nothing where there are too many trials to say it. */
export async function runVerdict(store: StoreReader, run: Run, runsFolder: string): Promise<readonly string[]> {
  const { complete } = (await store.counts(run.name)).statuses
  if (complete === 0 || complete > analysedTrials) return []
  const data = await readRunData(store, run, runsFolder, (line) => console.error(`Warning: ${line}`))
  const { analyzeRun } = await import('../../analyze/run-analysis.js')
  return analyzeRun(data).verdict
}
