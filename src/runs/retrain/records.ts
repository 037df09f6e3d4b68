import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Retraining } from '../../analyze/retraining.js'
import { classifierDescription } from '../../core/classifier-description.js'
import { systemClock } from '../../core/clock.js'
import { UsageError } from '../../core/errors.js'
import type { SplitScores } from '../../core/evaluation.js'
import { writeFileSafely } from '../../core/files.js'
import type { ModelFolder } from '../../core/model-folder.js'
import { manifestName, writeModelManifest } from '../../core/model-folder.js'
import { isRead, isSearched, type Parameter } from '../../core/parameter.js'
import type { Conditions, Provenance, Run } from '../../core/run.js'
import { runPaths } from '../../core/run.js'
import type { Metrics, Reading, Trial } from '../../core/trial.js'
import { defaultParams } from '../../plan/preparation.js'
import type { CardParameter, ModelCard } from '../../report/model-card/model-card.js'
import { renderModelCard } from '../../report/model-card/rendering.js'
import { readSplitScores } from '../reading.js'
import type { RetrainingPlan, RetrainWishes } from './plan.js'
import type { RecordedPoint } from './point.js'

/**
 * Writes what belongs to a model beside it, `manifest.json` last, and remembers in the run that the test split was scored.
 * Returns the names of all files and folders of the model.
 */
export async function writeRecords(facts: RetrainingFacts): Promise<readonly string[]> {
  const { run, point, plan, kept, model } = facts
  const { folder } = model
  const command = commandText(run.name, point.trial.number, facts)
  const scores = await readSplitScores(join(folder, 'artifacts'))
  const tested = plan.test.kind === 'none' ? null : testScore(facts, command)
  if (tested) await addTestScore(runPaths(facts.runsFolder, run.name).testScores, tested)
  const write = (name: string, record: unknown) =>
    writeFileSafely(join(folder, name), `${JSON.stringify(record, null, 2)}\n`)
  await write('metrics.json', metricsRecord(facts, scores, tested))
  await write('sweep.json', sweepRecord(facts, command))
  await writeFileSafely(join(folder, 'README.md'), renderModelCard(cardOf(facts, scores, command)))
  const { experiment } = run.sweep
  await writeModelManifest(folder, { experiment, description: model.description })
  const artifacts = existsSync(join(folder, 'artifacts')) ? ['artifacts'] : []
  return [...Object.keys(model.files), 'metrics.json', 'sweep.json', 'README.md', ...artifacts, manifestName]

  function testScore({ model: { folder: output } }: RetrainingFacts, by: string): TestScore {
    const { trial, metrics } = kept
    const figures = Object.entries(metrics).filter(([name]) => name.startsWith('test_'))
    return {
      at: new Date(systemClock.now()).toISOString(),
      command: by,
      splits: plan.test.kind === 'none' ? [] : plan.test.splits,
      ...{ trial: trial.number, seed: trial.seed },
      metrics: Object.fromEntries(figures),
      output,
    }
  }
}

function sweepRecord(
  { run, point, plan, kept, conditions, provenance, differences }: RetrainingFacts,
  command: string,
) {
  const { key, params, seed } = kept.trial
  const { engine, engineVersion, device, threads } = conditions
  return {
    ...{ run: run.name, trial: point.trial.number, key, params, seed },
    ...{ command, overrides: plan.same ? [] : changedParams(point, params), combined: plan.combined },
    ...{ engine, engine_version: engineVersion, device, threads },
    provenance,
    // Of the trial that is recorded; null when the run is of an older version.
    recorded_provenance: run.provenance,
    differences,
    sweep: run.sweep,
  }
}

/** Names of the parameters that are otherwise than recorded. */
function changedParams({ params }: RecordedPoint, now: Trial['params']): readonly string[] {
  const names = [...new Set([...Object.keys(params), ...Object.keys(now)])]
  return names.filter((name) => JSON.stringify(params[name]) !== JSON.stringify(now[name]))
}

/** What the card of a model says. */
function cardOf(facts: RetrainingFacts, scores: readonly SplitScores[], command: string): ModelCard {
  const { run, point, plan, wishes, conditions, provenance, retraining, kept, model, testedBefore } = facts
  const { trial, trials, rank, points, mean, interval } = point
  return {
    ...{ run: run.name, sweep: run.sweep.name, experiment: run.sweep.experiment },
    description: classifierDescription(model.description),
    retraining,
    metrics: kept.metrics,
    scores,
    parameters: parametersOf(facts),
    data: provenance.data,
    chosen: {
      how: wishes.trial === undefined ? 'best' : 'named',
      trial: trial.number,
      ...{ rank, points, mean, interval },
      seeds: trials.map(({ seed }) => seed),
      verdict: facts.verdict,
    },
    test:
      plan.test.kind === 'none'
        ? null
        : {
            splits: plan.test.splits,
            times: testedBefore.length,
            everyTrial: plan.test.kind === 'every_trial',
          },
    combined: plan.combined,
    steps: kept.readings.length,
    circumstances: { ...conditions, versions: provenance.versions, commit: provenance.git?.commit ?? null },
    differences: facts.differences,
    command,
  }
}

/** Those of the sweep in its order, then the experiment's own, but for those that have no effect here. */
function parametersOf({ run, point, plan, kept }: RetrainingFacts): readonly CardParameter[] {
  const { params } = kept.trial
  const written = new Map(run.sweep.parameters.map((parameter) => [parameter.name, parameter]))
  const specs = plan.checked.specs ?? {}
  const whole = { ...defaultParams(run.sweep, specs), ...params }
  const own = Object.entries(specs)
    .filter(([name, spec]) => !Object.hasOwn(params, name) && spec.default !== undefined && isRead(spec, whole))
    .map(([name, spec]) => ({ name, value: spec.default!, from: 'default', tried: null }) as const)
  const given = Object.entries(params).map(([name, value]): CardParameter => {
    const parameter = written.get(name)
    const changed = JSON.stringify(value) !== JSON.stringify(point.params[name])
    if (changed) return { name, value, from: 'override', tried: null }
    const searched = parameter !== undefined && isSearched(parameter)
    return { name, value, from: searched ? 'searched' : 'sweep', tried: parameter ? triedOf(parameter) : null }
  })
  return [...given, ...own]
}

function triedOf(parameter: Parameter): number | null {
  return 'values' in parameter ? parameter.values.length : null
}

/** The command that does the same again, whatever the best point is by then. */
function commandText(
  run: string,
  trial: number,
  { wishes, runsFolder }: Pick<RetrainingFacts, 'wishes' | 'runsFolder'>,
): string {
  const { overrides = [], seeds = 1, combine, epochs, test, output } = wishes
  const words = [
    ...['sweep', 'retrain', run, ...overrides, '--trial', String(trial)],
    ...(seeds === 1 ? [] : ['--seeds', String(seeds)]),
    ...(combine === undefined ? [] : ['--combine', combine.join(',')]),
    ...(epochs === undefined ? [] : ['--epochs', String(epochs)]),
    ...(test === undefined ? [] : test === true ? ['--test'] : ['--test', test.join(',')]),
    ...(output === undefined ? [] : ['--output', output]),
    ...(runsFolder === 'runs' ? [] : ['--runs-dir', runsFolder]),
  ]
  return shellText(words)
}

/** What `metrics.json` holds: the kept model's scores on every split, and every seed beside what is recorded of it. */
function metricsRecord(
  { retraining, point, kept, testedBefore }: RetrainingFacts,
  scores: readonly SplitScores[],
  tested: TestScore | null,
) {
  const { metric, seeds, mean, meanVerdict } = retraining
  const { value, bestStep, recorded, verdict, seed } = retraining.kept!
  // A trial with other parameters is another trial: there is nothing to reproduce.
  const comparable = verdict === 'reproduced' || verdict === 'not_reproduced'
  return {
    metric,
    seed,
    value,
    best_step: bestStep,
    metrics: kept.metrics,
    recorded_value: comparable ? recorded!.value : null,
    reproduced: comparable ? verdict === 'reproduced' : null,
    splits: scores.map(({ part, splits, evaluation }) => ({ part, splits, ...evaluation })),
    seeds: seeds.map((each) => ({
      ...{ seed: each.seed, trial: each.trial, verdict: each.verdict, value: each.value, best_step: each.bestStep },
      recorded_value: each.recorded?.value ?? null,
    })),
    mean,
    recorded_mean: point.mean,
    recorded_interval: point.interval,
    mean_verdict: meanVerdict.kind,
    kept_as: retraining.keptAs,
    test_scored: tested && { ...tested, times_before: testedBefore.length },
    readings: kept.readings,
  }
}

/** The trial whose model is kept, as it ended. */
export interface Kept {
  readonly trial: Trial
  readonly readings: readonly Reading[]
  readonly metrics: Metrics
}

/** All that is known of a retraining at its end. */
interface RetrainingFacts {
  readonly run: Run
  readonly point: RecordedPoint
  readonly plan: RetrainingPlan
  readonly wishes: RetrainWishes
  readonly runsFolder: string
  readonly conditions: Conditions
  readonly provenance: Provenance
  /** What is otherwise than when the run began and can change numbers. */
  readonly differences: readonly string[]
  readonly retraining: Retraining
  readonly kept: Kept
  readonly model: ModelFolder
  /** What a report of the run says of its points. */
  readonly verdict: readonly string[]
  /** The times that the test split has been scored before. */
  readonly testedBefore: readonly TestScore[]
}

/** One time that a retraining of a run has scored a test split: `test-scores.json` in its folder is a list of them. */
export interface TestScore {
  /** As `2026-11-24T15:59:00.000Z`. */
  readonly at: string
  readonly command: string
  readonly splits: readonly string[]
  readonly trial: number
  readonly seed: number
  readonly metrics: Metrics
  /** Folder of the model that was scored. */
  readonly output: string
}

/** Every time so far, the first one first. Throws UsageError for a file that cannot be read. */
export async function readTestScores(path: string): Promise<readonly TestScore[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as readonly TestScore[]
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new UsageError(
      `${path}, which remembers when the test split was scored, cannot be read: ${(cause as Error).message}. ` +
        'Mend it, or move it away, and what it says is forgotten',
      { cause },
    )
  }
}

/** Those of them that have scored one of these splits. */
export function scoresOf(all: readonly TestScore[], splits: readonly string[]): readonly TestScore[] {
  return all.filter((score) => score.splits.some((name) => splits.includes(name)))
}

/** Adds one to those that there are by now. */
async function addTestScore(path: string, score: TestScore): Promise<void> {
  await writeFileSafely(path, `${JSON.stringify([...(await readTestScores(path)), score], null, 2)}\n`)
}

/** A command as it is typed into a POSIX shell: words that a shell would read otherwise are quoted. */
export function shellText(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ')
}
