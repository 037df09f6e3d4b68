import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { judgeRetraining, type RetrainedSeed, type Retraining } from '../../analyze/retraining.js'
import { UsageError } from '../../core/errors.js'
import type { Conditions, Device, Run } from '../../core/run.js'
import { runPaths } from '../../core/run.js'
import type { Trial } from '../../core/trial.js'
import { chooseEngine } from '../../engine/choice.js'
import type { Attempt } from '../../execute/executor.js'
import type { StoredTrial, StoreReader } from '../../store/store.js'
import { inTheBackground, settleDevices } from '../devices.js'
import { createObserver, type Environment } from '../environment.js'
import { differencesOf } from '../provenance/differences.js'
import { gatherForSweep, sayDifferences } from '../provenance/sweep.js'
import { findStartingPoints, prepareSweep, type StartingPoints } from '../starting-points.js'
import { engineSource, withPassingRun } from '../training.js'
import { holdFolder, keepModel, refuseOtherFolder, seedFolder, unfinishedFolder } from './folder.js'
import { type PlannedSeed, planRetraining, type RetrainingPlan, type RetrainWishes } from './plan.js'
import { choosePoint, type RecordedPoint, runVerdict } from './point.js'
import { type Kept, readTestScores, scoresOf, type TestScore, writeRecords } from './records.js'

/** What came of a retraining. */
export type RetrainEnd =
  /** The same request goes on from the last checkpoints. */
  | { readonly how: 'interrupted' }
  | { readonly how: 'failed'; readonly reason: string }
  | {
      readonly how: 'kept'
      /** Folder of the model, and the names of the files and folders in it. */
      readonly output: string
      readonly files: readonly string[]
      readonly retraining: Retraining
      /** What is otherwise than when the run began and can change numbers, a line each. */
      readonly differences: readonly string[]
    }

/** Trains a point of a run again, says whether what is recorded was reproduced, and keeps the best model. */
export async function retrain(
  store: StoreReader,
  run: Run,
  wishes: RetrainWishes,
  environment: Environment,
): Promise<RetrainEnd> {
  const { runsFolder, observer } = environment
  const point = await choosePoint(store, run, environment, wishes.trial)
  // The engine is part of the run: another one would round differently.
  const choosing = inTheBackground(chooseEngine(run.conditions.engine))
  const plan = await planRetraining(run, point, wishes, environment)
  const output = folderOf(run, point, plan, wishes, runsFolder)
  await refuseOtherFolder(output)
  const starts = await findStartingPoints(plan.checked, runsFolder)
  const gathering = inTheBackground(gatherForSweep(plan.checked, starts, choosing))
  const engine = await choosing
  const { threads, device: began } = run.conditions
  const machine = { threads, trials: plan.seeds.length, began }
  const choice = await settleDevices(wishes, engine, machine, observer.note)
  await prepareSweep(plan.checked, starts, observer.note)
  const conditions = { ...run.conditions, engineVersion: engine.version, device: choice.kind }
  const { provenance } = await gathering
  const differences = differencesOf(run, { conditions, provenance })
  const told = differences.filter(({ counts }) => counts).map(({ text }) => text)
  sayDifferences(run, differences, observer.note)
  // Other code may save a model where that of the run saved none.
  if (told.length === 0) await refuseWithoutModel(store, run, point)
  const tested = await readTestScores(runPaths(runsFolder, run.name).testScores)
  const testedBefore = scoresOf(tested, plan.test.kind === 'none' ? [] : plan.test.splits)
  for (const line of combinedText(plan, run.sweep.metric.name, point.trial.bestStep)) observer.note(line)
  for (const line of testSplitText(plan, testedBefore)) observer.note(line)

  // Not after the training: what cannot be analysed must not cost the model its records.
  const verdict = await runVerdict(store, run, environment)
  const release = await holdFolder(output)
  try {
    const training = { run, plan, conditions, devices: choice.devices, startingPoints: starts.points, output }
    const trained = await trainAndScore(training, point, environment)
    if (trained.how !== 'trained') return trained
    const { retraining, kept } = trained
    const model = await keepModel(output, kept.trial.key)
    if (model === undefined) return { how: 'failed', reason: noModel }
    const facts = {
      run,
      point,
      plan,
      wishes,
      runsFolder,
      conditions,
      provenance,
      retraining,
      kept,
      model,
      testedBefore,
    }
    const files = await writeRecords({ ...facts, differences: told, verdict })
    await rm(unfinishedFolder(output), { recursive: true, force: true })
    return { how: 'kept', output, files, retraining, differences: told }
  } finally {
    await release()
  }
}

const noModel = 'The experiment kept no model. Let it call: await context.saveModel(model)'

/** Throws UsageError where the trials of a point saved no model: a retraining would train for nothing. */
async function refuseWithoutModel(store: StoreReader, run: Run, { trial }: RecordedPoint): Promise<void> {
  const attempts = await store.attempts(run.name, trial.key)
  const outcome = attempts.findLast((attempt) => attempt.outcome?.status === 'complete')?.outcome
  if (outcome?.status !== 'complete' || outcome.model !== false) return
  throw new UsageError(
    `the experiment "${run.sweep.experiment}" saves no model: trial ${trial.number} of run "${run.name}" ended without one. ` +
      'Let it call: await context.saveModel(model)',
  )
}

/** With other parameters it is another trial, whose model takes nobody's place. */
function folderOf(
  run: Run,
  { trial }: RecordedPoint,
  { same, seeds }: RetrainingPlan,
  { output }: RetrainWishes,
  runsFolder: string,
): string {
  const { model } = runPaths(runsFolder, run.name)
  const own = same ? model(trial.number) : `${model(trial.number)}-${seeds[0]!.trial.key}`
  return resolve(output ?? own)
}

interface RetrainingTask {
  readonly run: Run
  readonly plan: RetrainingPlan
  /** As they are now. */
  readonly conditions: Conditions
  readonly devices: readonly Device[]
  readonly startingPoints: StartingPoints['points']
  /** Folder of the model. */
  readonly output: string
}

type TrainedSeeds =
  | Exclude<RetrainEnd, { readonly how: 'kept' }>
  | { readonly how: 'trained'; readonly retraining: Retraining; readonly kept: Kept }

/** Trains the seeds, chooses the one to keep and, where the test split is scored once, scores it with that one. */
async function trainAndScore(
  task: RetrainingTask,
  { interval }: RecordedPoint,
  environment: Environment,
): Promise<TrainedSeeds> {
  const { run, conditions, devices } = task
  const { seeds, same, test } = task.plan
  const { metric } = run.sweep
  const { note, log } = environment.observer
  // The labels of trials tell seeds by those of the sweep.
  const shown = { ...run, conditions, sweep: { ...run.sweep, seeds: seeds.map(({ trial }) => trial.seed) } }
  const training = { run: shown, total: seeds.length, devices }
  return withPassingRun(training, environment, async (passing): Promise<TrainedSeeds> => {
    const attemptFor = (trial: Trial) => attemptOf(trial, task)
    const { trials: trained } = await passing.train(
      seeds.map(({ trial }) => trial),
      attemptFor,
    )
    if (isInterrupted(trained, environment.signal)) return { how: 'interrupted' }
    const retrained = seeds.map((seed, i) => retrainedSeed(seed, trained[i]))
    const retraining = judgeRetraining(metric, retrained, { interval, same })
    if (retraining.kept === null) return { how: 'failed', reason: failureOf(trained) }
    const chosen = trained.find((trial) => trial?.seed === retraining.kept!.seed)!
    if (test.kind !== 'once') return { how: 'trained', retraining, kept: keptOf(chosen) }
    note(`Scoring the test split ${test.splits.join(', ')}, once, with this model.`)
    // It goes on from its last checkpoint: other parameters that do not change its training.
    const scoring = { ...chosen, params: test.params }
    const how = { observer: createObserver({ log }) }
    const [scored] = (await passing.train([scoring], attemptFor, how)).trials
    if (isInterrupted([scored], environment.signal)) return { how: 'interrupted' }
    if (scored?.status === 'complete') return { how: 'trained', retraining, kept: keptOf(scored) }
    return { how: 'failed', reason: `The test split could not be scored: ${failureOf([scored])}` }
  })
}

function attemptOf(trial: Trial, { run, plan, startingPoints, output }: RetrainingTask): Attempt {
  const { checkpoints, artifacts, model } = seedFolder(output, trial.key)
  const { trialTimeout } = run.sweep.faults
  // What an attempt before has written of its model is of no use.
  rmSync(model, { recursive: true, force: true })
  return {
    trial,
    metric: run.sweep.metric,
    needsMetric: plan.combined === null,
    experiment: plan.checked.experiment,
    baseFolder: dirname(run.sweepFile),
    engine: engineSource(run.conditions.engine),
    checkpointFolder: checkpoints,
    artifactFolder: artifacts,
    modelFolder: model,
    startingPoints,
    timeoutMilliseconds: trialTimeout === null ? null : trialTimeout * 1000,
    isolation: run.sweep.isolation,
    checkpointEveryMilliseconds: run.sweep.checkpointEvery * 1000,
  }
}

/** Whether what was not trained to its end was stopped. */
function isInterrupted(trained: readonly (StoredTrial | undefined)[], signal: AbortSignal): boolean {
  return trained.some((trial) => trial?.status === 'interrupted' || (trial === undefined && signal.aborted))
}

function failureOf(trained: readonly (StoredTrial | undefined)[]): string {
  return trained.find((trial) => trial?.error)?.error?.message ?? 'no trial was completed'
}

function keptOf({ number, key, params, seed, readings, metrics }: StoredTrial): Kept {
  return { trial: { number, key, params, seed }, readings, metrics: metrics ?? {} }
}

function retrainedSeed({ trial, recorded }: PlannedSeed, trained: StoredTrial | undefined): RetrainedSeed {
  return {
    seed: trial.seed,
    trial: recorded?.number ?? null,
    complete: trained?.status === 'complete',
    value: trained?.value ?? null,
    bestStep: trained?.bestStep ?? null,
    recorded: recorded && { value: recorded.value!, bestStep: recorded.bestStep },
  }
}

/** What joining parts of the data for training means, a sentence each. */
function combinedText(
  { combined, checked, seeds }: RetrainingPlan,
  metric: string,
  bestStep: number | null,
): readonly string[] {
  if (combined === null) return []
  const length = checked.continues?.parameter
  const lasts = length !== undefined && bestStep !== null && checked.params[length] === bestStep
  const [first] = seeds
  return [
    `Training on ${combined.join(' and ')} joined${lasts ? `, with ${length} ${bestStep}, the recorded best step` : ''}.`,
    'These are other data than the run had, so nothing is compared with it.',
    ...(seeds.length > 1
      ? [`Without a ${metric} nothing tells which seed is best, and the model of seed ${first!.trial.seed} is kept.`]
      : []),
  ]
}

/** What there is to say of the test split before it is scored, a line each. */
function testSplitText({ test }: RetrainingPlan, before: readonly TestScore[]): readonly string[] {
  switch (test.kind) {
    case 'none':
      return []
    case 'every_trial': {
      const names = test.splits.join(', ')
      return [`The sweep itself scores the test split ${names} with every trial, so it is scored here too.`]
    }
    case 'once':
      return before.map(scoredText)
    default:
      return test satisfies never
  }
}

function scoredText({ at, command, splits, metrics }: TestScore): string {
  const figures = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`)
  return (
    `Warning: the test split ${splits.join(', ')} was scored before, at ${at} by "${command}": ` +
    `${figures.join(', ') || 'no metric'}. A split that is scored until the figure pleases is no test.`
  )
}
