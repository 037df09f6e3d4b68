import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Run } from '../../core/run.js'
import { databasePath } from '../../core/run-paths.js'
import type { CheckedSweep } from '../check-sweep.js'
import { lookAtRuns } from '../open-runs.js'
import { lengthOf, meanLength } from './mean-length.js'
import { median, type TrialTime } from './trial-time.js'

/**
 * How long a trial of this sweep takes, by the latest complete trials of the same experiment in the folder of runs. Where
 * the experiment says what lengthens a trial, their time is taken per length. With other threads, or another engine than
 * the one that is wanted, times say nothing. Undefined when there are none.
 */
export async function recordedTime(
  { file, specs, continues }: CheckedSweep,
  runsFolder: string,
  wanted: { readonly engine: string; readonly threads: number },
): Promise<(TrialTime & { readonly engine: string }) | undefined> {
  if (!existsSync(databasePath(runsFolder))) return undefined
  return lookAtRuns(runsFolder, async (store, runs) => {
    const length = continues && meanLength(file.sweep, continues.parameter, specs)
    const times: number[] = []
    const sources: string[] = []
    let engine = wanted.engine === 'auto' ? undefined : wanted.engine
    for (const run of runs) {
      if (experimentOf(run) !== experimentOf({ sweep: file.sweep, sweepFile: file.file })) continue
      // Times of different engines do not mix; the newest run tells which.
      engine ??= run.conditions.engine
      if (run.conditions.engine !== engine || run.conditions.threads !== wanted.threads) continue
      const before = times.length
      for await (const { seconds, params, reusedFrom } of store.trials(run.name, { status: 'complete' })) {
        const own = continues && lengthOf(params, continues.parameter, specs)
        if (reusedFrom === null) times.push(length && own ? (seconds / own) * length : seconds)
        if (times.length >= most) break
      }
      if (times.length > before) sources.push(run.name)
      if (times.length >= most) break
    }
    if (times.length === 0 || engine === undefined) return undefined
    const [shortest, longest] = [Math.min(...times), Math.max(...times)]
    const named = sources.length > 3 ? [...sources.slice(0, 3), `${sources.length - 3} more`] : sources
    return { seconds: median(times), shortest, longest, trials: times.length, source: named.join(', '), engine }
  })
}

const most = 500

function experimentOf({ sweep, sweepFile }: Pick<Run, 'sweep' | 'sweepFile'>): string {
  const { experiment } = sweep
  return /^\.{0,2}\//.test(experiment) ? resolve(dirname(resolve(sweepFile)), experiment) : experiment
}
