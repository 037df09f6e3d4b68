import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Analysis } from '../analyze/analysis.js'
import { buildReport, buildTopReport, createFailureGroups, type Report } from '../analyze/report.js'
import type { RunComparison } from '../analyze/run-differences.js'
import { UsageError } from '../core/errors.js'
import type { SplitScores } from '../core/evaluation.js'
import type { Run } from '../core/run.js'
import { isGone, runPaths } from '../core/run.js'
import type { Predictions, RunData, TrialRow } from '../core/run-data.js'
import { type Artifact, readArtifact } from '../execute/artifacts.js'
import { countTrials } from '../plan/space/space.js'
import type { StoredTrial, StoredTrialStatus, StoreReader } from '../store/store.js'

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

/** What a run says, and how sure that is. Throws UsageError for one with too many trials. */
export async function analyse(
  store: StoreReader,
  run: Run,
  runsFolder: string,
  warn: (line: string) => void,
): Promise<Analysis> {
  const { complete } = (await store.counts(run.name)).statuses
  if (complete > analysedTrials) {
    throw new UsageError(
      `run "${run.name}" has ${complete} complete trials; more than ${analysedTrials} are ranked only: sweep report`,
    )
  }
  const data = await readRunData(store, run, runsFolder, warn)
  const { analyzeRun } = await import('../analyze/run-analysis.js')
  return analyzeRun(data)
}

/** What run B does otherwise than run A. Throws UsageError for runs that do not optimize the same. */
export async function compare(
  store: StoreReader,
  a: Run,
  b: Run,
  runsFolder: string,
  warn: (line: string) => void,
): Promise<RunComparison> {
  checkMetrics(a, b)
  const [dataA, dataB] = [await readRunData(store, a, runsFolder, warn), await readRunData(store, b, runsFolder, warn)]
  const { compareRuns } = await import('../analyze/run-comparison.js')
  return compareRuns(dataA, dataB)
}

function checkMetrics(a: Run, b: Run): void {
  const [ofA, ofB] = [a, b].map(({ sweep: { metric } }) => `${metric.goal} ${metric.name}`)
  if (ofA === ofB) return
  throw new UsageError(
    `"${a.name}" has to ${ofA}, "${b.name}" to ${ofB}: only runs with the same metric and goal can be compared`,
  )
}

/** The statistics of more complete trials than these would keep whoever waits for them. */
export const analysedTrials = 5000

/** The predictions in an artifact; undefined for one of another form, as an experiment of its own may keep. */
export function predictionsOf({ tensors, metadata }: Artifact): Predictions | undefined {
  const { logits, labels } = tensors
  if (!(logits?.data instanceof Float32Array) || !(labels?.data instanceof Int32Array)) return undefined
  const { splits, classes, evaluation } = Object(metadata) as Record<string, unknown>
  if (!isTexts(splits) || !isTexts(classes)) return undefined
  const samples = labels.data.length
  if (logits.shape.length !== 2 || logits.shape[0] !== samples || logits.shape[1] !== classes.length) return undefined
  if (!labels.data.every((label) => label >= 0 && label < classes.length)) return undefined
  const { temperature = 1 } = Object(evaluation) as Record<string, unknown>
  if (typeof temperature !== 'number' || !(temperature > 0)) return undefined
  return { splits, classes, logits: logits.data, labels: labels.data, temperature }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** The predictions that a trial has kept; undefined where it has none, or, once `warn` is told, none that can be read. */
export async function readPredictions(
  runsFolder: string,
  run: string,
  key: string,
  part: 'validation' | 'test',
  warn: (problem: string) => void,
): Promise<Predictions | undefined> {
  const path = join(runPaths(runsFolder, run).artifacts(key), `${part}.safetensors`)
  if (!existsSync(path)) return undefined
  try {
    return predictionsOf(await readArtifact(path))
  } catch (error) {
    warn(`the ${part} predictions in ${path} are left out: ${(error as Error).message}`)
    return undefined
  }
}

/** What the store knows of a run, ranked: all of its trials. */
export async function readReport(store: StoreReader, run: Run): Promise<Report> {
  const rows: TrialRow[] = []
  for await (const trial of store.trials(run.name)) rows.push(rowOf(trial))
  return buildReport(run.name, run.sweep, rows, countTrials(run.sweep))
}

/** The same with the first `top` trials only, which takes no longer and no more memory however many there are. */
export async function readTopReport(store: StoreReader, run: Run, top: number): Promise<Report> {
  const { statuses } = await store.counts(run.name)
  const abandoned = (await take(store, run, 'running', Number.POSITIVE_INFINITY)).filter(isAbandoned).length
  const claimed = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const counts = {
    ...statuses,
    running: statuses.running - abandoned,
    interrupted: statuses.interrupted + abandoned,
    waiting: countTrials(run.sweep) - claimed,
  }
  const failures = createFailureGroups()
  if (statuses.failed > 0) for await (const trial of store.trials(run.name, { status: 'failed' })) failures.add(trial)
  const rows = (await firstTrials(store, run, top)).map(rowOf)
  return buildTopReport(run.name, run.sweep, { rows, counts, failures: failures.groups() })
}

/** In the order of a report. */
async function firstTrials(store: StoreReader, run: Run, top: number): Promise<readonly StoredTrial[]> {
  const found = [...(await store.best(run.name, top))]
  for (const status of ['pruned', 'interrupted', 'running', 'failed'] as const) {
    if (found.length < top) found.push(...(await take(store, run, status, top - found.length)))
  }
  return found
}

async function take(store: StoreReader, run: Run, status: StoredTrialStatus, count: number): Promise<StoredTrial[]> {
  const taken: StoredTrial[] = []
  for await (const trial of store.trials(run.name, { status })) {
    taken.push(trial)
    if (taken.length >= count) break
  }
  return taken
}

/** A trial as it stands now. */
export function rowOf(trial: StoredTrial): TrialRow {
  return { ...trial, status: isAbandoned(trial) ? 'interrupted' : trial.status }
}

/** A lease of a process that is gone says "running" until somebody takes it over; nothing runs. */
function isAbandoned({ status, holder }: StoredTrial): boolean {
  return status === 'running' && holder !== null && isGone(holder)
}

const ending = '.safetensors'
const parts = ['validation', 'test']

/** The scores that a trial has kept with its predictions, validation first; those of another form are left out. */
export async function readSplitScores(artifactFolder: string): Promise<readonly SplitScores[]> {
  const names = await readdir(artifactFolder).catch(() => [])
  const found = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length))
  const ordered = found.sort((a, b) => parts.indexOf(a) - parts.indexOf(b))
  const scores: SplitScores[] = []
  for (const part of ordered.filter((name) => parts.includes(name))) {
    const read = scoresOf(part, await readArtifact(join(artifactFolder, `${part}${ending}`)))
    if (read) scores.push(read)
  }
  return scores
}

function scoresOf(part: string, { metadata }: Artifact): SplitScores | undefined {
  const { splits, classes, evaluation } = Object(metadata) as Partial<SplitScores>
  const { by_class: byClass, confusion, ...figures } = Object(evaluation) as Partial<SplitScores['evaluation']>
  const numbers = ['count', 'loss', 'accuracy', 'top2', 'macro_f1', 'balanced_accuracy', 'ece', 'temperature'] as const
  const whole =
    Array.isArray(splits) &&
    Array.isArray(classes) &&
    byClass?.length === classes.length &&
    confusion?.length === classes.length &&
    numbers.every((name) => typeof figures[name] === 'number')
  return whole ? { part, splits, classes, evaluation: evaluation! } : undefined
}
