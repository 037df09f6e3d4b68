import type { Analysis } from '../analyze/analysis.js'
import type { StatusCounts } from '../analyze/report.js'
import type { RunComparison } from '../analyze/run-differences.js'
import { UsageError } from '../core/errors.js'
import type { Run } from '../core/run.js'
import type { RunData } from '../core/run-data.js'
import type { SweepSource } from './checked-sweep.js'
import { type Environment, never, type Watching, watched } from './environment.js'
import type { RunEnd } from './execution.js'
import { type Exported, type ExportRequest, exportRun } from './export.js'
import { chooseRun, lookAtRuns, withRuns } from './folder.js'
import { type PlannedSweep, type PlanWishes, plan } from './plan.js'
import { analyse, compare, readRunData, readTopReport } from './reading.js'
import { type ProposedEdit, type ResumeWishes, resumeRun } from './resume.js'
import type { RetrainWishes } from './retrain/plan.js'
import { type RetrainEnd, retrain } from './retrain/retrain.js'
import { type StartWishes, startRun } from './start.js'

/** A run in a few figures. */
export interface RunSummary {
  readonly name: string
  /** Name of its sweep. */
  readonly sweep: string
  readonly createdAt: Date
  /** Trials by status. */
  readonly counts: StatusCounts
  /** The value of its best trial; null before one is complete. */
  readonly best: number | null
}

export interface ResumeOptions extends ResumeWishes, Watching {
  /** Whether the run may be brought to a sweep file that was edited since. Left out, such an edit is refused. */
  readonly agreeToEdit?: boolean | ((edit: ProposedEdit) => boolean | Promise<boolean>)
}

/**
 * A folder of runs. A run is named by its name; left out, the newest is meant. Everything throws a SweepError for what
 * cannot be; several processes may work on one folder.
 */
export interface Runs {
  readonly folder: string
  /** Says what a sweep would train, and how long by the trials of earlier runs. */
  plan(source: SweepSource, options?: PlanWishes & Watching): Promise<PlannedSweep>
  /** Runs a sweep until every trial has ended or it is told to stop. */
  start(source: SweepSource, options?: StartWishes & Watching): Promise<RunEnd>
  /** Goes on with a run until every trial of its sweep, as its file is now, has ended. */
  resume(run?: string, options?: ResumeOptions): Promise<RunEnd>
  /** Trains the best point again, or that of one trial, and keeps its model. */
  retrain(run?: string, options?: RetrainWishes & Watching): Promise<RetrainEnd>
  /** All runs, newest first. */
  list(): Promise<readonly RunSummary[]>
  /** The run with its trials, their readings and attempts, and the predictions that they kept. */
  read(run?: string): Promise<RunData>
  /** Ranking, ties, intervals, effects, warnings and the verdict in sentences. */
  analyse(run?: string): Promise<Analysis>
  /** What run `b` does otherwise than run `a`, point by point. */
  compare(a: string, b: string): Promise<RunComparison>
  /** Writes a run as files that other programs read. */
  export(run: string | undefined, request: ExportRequest, options?: Pick<Watching, 'signal'>): Promise<Exported>
}

/** Opens a folder of runs; `start` makes it where it does not exist. */
export function openFolder(folder: string, { experiments, cwd }: Pick<Environment, 'experiments' | 'cwd'>): Runs {
  const environment = (watching: Watching): Environment => ({
    ...{ runsFolder: folder, experiments, cwd },
    ...watched(watching),
  })
  const look = <T>(use: Parameters<typeof lookAtRuns<T>>[1]) => lookAtRuns(folder, use)
  const ignore = () => {}

  return {
    folder,
    plan: (source, options = {}) => plan(source, options, environment(options)),
    start: (source, options = {}) => startRun(source, options, environment(options)),
    resume: (name, { agreeToEdit = false, ...options } = {}) =>
      withRuns(folder, async (store, runs) => {
        const agree = async (run: Run, edit: ProposedEdit) => {
          if (edit.added + edit.dropped === 0) return true
          if (await (typeof agreeToEdit === 'function' ? agreeToEdit(edit) : agreeToEdit)) return true
          throw editRefused(run, edit)
        }
        const end = await resumeRun(store, chooseRun(runs, name).name, options, agree, environment(options))
        // Who does not agree has thrown.
        return end!
      }),
    retrain: (name, options = {}) =>
      look((store, runs) => retrain(store, chooseRun(runs, name), options, environment(options))),
    list: () =>
      look(async (store, runs) => {
        const summaries: RunSummary[] = []
        for (const run of runs) {
          const { counts, trials } = await readTopReport(store, run, 1)
          const { name, createdAt, sweep } = run
          const [first] = trials
          const best = first?.status === 'complete' ? first.value : null
          summaries.push({ name, sweep: sweep.name, createdAt: new Date(createdAt), counts, best })
        }
        return summaries
      }),
    read: (name) => look((store, runs) => readRunData(store, chooseRun(runs, name), folder, ignore)),
    analyse: (name) => look((store, runs) => analyse(store, chooseRun(runs, name), folder, ignore)),
    compare: (a, b) => look((store, runs) => compare(store, chooseRun(runs, a), chooseRun(runs, b), folder, ignore)),
    export: (name, request, { signal = never() } = {}) =>
      look((store, runs) => exportRun(store, chooseRun(runs, name), request, { runsFolder: folder, signal })),
  }
}

function editRefused({ name }: Run, { added, kept, dropped }: ProposedEdit): UsageError {
  return new UsageError(
    `the sweep of run "${name}" has changed: +${added}, ${kept} kept, ${dropped} no longer wanted. ` +
      'Agree with agreeToEdit: true, or go on with it as it was run with asRun: true',
  )
}
