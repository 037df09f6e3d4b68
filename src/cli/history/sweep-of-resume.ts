import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import type { Run } from '../../core/run.js'
import { SweepError } from '../../core/sweep-error.js'
import { UsageError } from '../../core/usage-error.js'
import { parseSweep } from '../../plan/parsing.js'
import { type CheckedSweep, checkSweep, checkSweepFile } from '../check-sweep.js'

export interface SweepChoice {
  /** Go on with the sweep as it was run, whatever its file says now. */
  readonly asRun?: true
  /** Where the sweep file is now. */
  readonly sweep?: string
}

/**
 * The sweep that a run is to be brought to: that of its file as it is now, the run's overrides applied again, or, where
 * that is gone or not wanted, the one that was run. Throws UsageError for a file that cannot be used now.
 */
export async function sweepOfResume(run: Run, { asRun, sweep }: SweepChoice): Promise<CheckedSweep> {
  const asItWasRun = () => checkSweepFile(parseSweep(run.sweepText, run.sweepFile), [])
  if (asRun) return asItWasRun()
  const path = resolve(sweep ?? run.sweepFile)
  if (sweep === undefined) {
    if (!existsSync(path)) {
      console.error(`${path} is gone: going on with the sweep as it was run. It has moved? Write --sweep FILE.`)
      return asItWasRun()
    }
    if (!run.overrides?.length && (await readFile(path, 'utf8')) === run.sweepText) return asItWasRun()
    if (run.overrides === null) {
      console.error(
        `Run "${run.name}" is of an older version, without its overrides: going on with the sweep as it was run.`,
      )
      return asItWasRun()
    }
  }
  try {
    const edited = await checkSweep(path, run.overrides ?? [], dirname(path))
    refuseOtherMetric(run, edited)
    return edited
  } catch (cause) {
    if (!(cause instanceof SweepError)) throw cause
    const hint = `Mend it, or go on with the sweep as it was run: sweep resume ${run.name} --as-run`
    throw new UsageError(`${cause.message}\n${hint}`, { cause })
  }
}

/** The values of finished trials are those of the metric under which they ran. */
function refuseOtherMetric({ name, sweep: { metric } }: Run, { file }: CheckedSweep): void {
  const now = file.sweep.metric
  if (canonicalJson({ ...metric } as Json) === canonicalJson({ ...now } as Json)) return
  throw new UsageError(
    `${file.file} optimizes another metric than run "${name}" did: ` +
      `${metric.goal} ${metric.name} -> ${now.goal} ${now.name}. Start a new run for it: sweep run ${file.file}`,
  )
}
