import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { judgeRetraining, type RetrainedSeed, type Retraining } from '../../analyze/retraining.js'
import { type ExitCode, exitCodes } from '../../cli/errors.js'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'
import { scoreOf } from '../../core/score.js'
import type { Metric } from '../../core/sweep.js'
import { chooseEngine } from '../../engine/choose-engine.js'
import { retrainingText } from '../../report/retraining/retraining-text.js'
import type { StoreReader } from '../../store/store-reader.js'
import { inTheBackground, settleDevices } from '../devices.js'
import { differencesOf } from '../provenance/differences.js'
import { gatherForSweep, sayDifferences } from '../provenance/sweep.js'
import { findStartingPoints, prepareSweep } from '../starting-points.js'
import { holdFolder, keepModel, refuseOtherFolder, unfinishedFolder } from './folder.js'
import { type PlannedSeed, planRetraining, type RetrainingPlan, type RetrainWishes } from './plan.js'
import { choosePoint, type RecordedPoint, runVerdict } from './point.js'
import { type Kept, readTestScores, scoresOf, type TestScore, writeRecords } from './records.js'
import { openTrainer, type Trained, type TrainerOptions } from './training.js'

/** Trains a point of a run again, says whether what is recorded was reproduced, and keeps the best model. */
export async function retrain(store: StoreReader, run: Run, wishes: RetrainWishes): Promise<ExitCode> {
  const point = await choosePoint(store, run, wishes.runsDir, wishes.trial)
  // The engine is part of the run: another one would round differently.
  const choosing = inTheBackground(chooseEngine(run.conditions.engine))
  const plan = await planRetraining(run, point, wishes)
  const output = folderOf(run, point, plan, wishes)
  await refuseOtherFolder(output)
  const starts = await findStartingPoints(plan.checked, wishes.runsDir)
  const gathering = inTheBackground(gatherForSweep(plan.checked, starts, choosing))
  const engine = await choosing
  const { threads, device: began } = run.conditions
  const choice = await settleDevices(wishes, engine, { threads, trials: plan.seeds.length, began })
  await prepareSweep(plan.checked, starts)
  const conditions = { ...run.conditions, engineVersion: engine.version, device: choice.kind }
  const { provenance } = await gathering
  const differences = differencesOf(run, { conditions, provenance })
  sayDifferences(run, differences)
  const tested = await readTestScores(runPaths(wishes.runsDir, run.name).testScores)
  const testedBefore = scoresOf(tested, plan.test.kind === 'none' ? [] : plan.test.splits)
  const notes = [
    ...combinedText(plan, run.sweep.metric.name, point.trial.bestStep),
    ...testSplitText(plan, testedBefore),
  ]
  for (const line of notes) console.error(line)

  // Not after the training: what cannot be analysed must not cost the model its records.
  const verdict = await runVerdict(store, run, wishes.runsDir)
  const letGo = await holdFolder(output)
  try {
    const trained = await trainAndScore(plan, point, {
      run,
      experiment: plan.checked.experiment,
      startingPoints: starts.points,
      conditions,
      devices: choice.devices,
      seeds: plan.seeds.map(({ trial }) => trial.seed),
      needsMetric: plan.combined === null,
      output,
    })
    if (trained.how === 'interrupted') {
      console.error('Interrupted. The same command goes on from the last checkpoint.')
      return exitCodes.interrupted
    }
    if (trained.how !== 'trained') return exitCodes.someFailed
    const { retraining, kept } = trained
    const model = await keepModel(output, kept.trial.key)
    if (model === undefined) {
      console.error('The experiment kept no model. Let it call: await context.saveModel(model)')
      return exitCodes.someFailed
    }
    const told = differences.filter(({ counts }) => counts).map(({ text }) => text)
    const facts = { run, point, plan, wishes, conditions, provenance, retraining, kept, model, testedBefore }
    const files = await writeRecords({ ...facts, differences: told, verdict })
    await rm(unfinishedFolder(output), { recursive: true, force: true })
    console.log(`${output}: ${files.join(', ')}`)
    for (const line of retrainingText(retraining, told)) console.log(line)
    return retraining.seeds.every(({ verdict }) => verdict !== 'not_complete') ? exitCodes.ok : exitCodes.someFailed
  } finally {
    await letGo()
  }
}

/** With other parameters it is another trial, whose model takes nobody's place. */
function folderOf(run: Run, { trial }: RecordedPoint, { same, seeds }: RetrainingPlan, wishes: RetrainWishes): string {
  const { model } = runPaths(wishes.runsDir, run.name)
  const own = same ? model(trial.number) : `${model(trial.number)}-${seeds[0]!.trial.key}`
  return resolve(wishes.output ?? own)
}

type TrainedSeeds =
  | { readonly how: 'interrupted' }
  | { readonly how: 'failed' }
  | { readonly how: 'trained'; readonly retraining: Retraining; readonly kept: Kept }

/** Trains the seeds, chooses the one to keep and, where the test split is scored once, scores it with that one. */
async function trainAndScore(
  { seeds, same, test }: RetrainingPlan,
  { interval }: RecordedPoint,
  options: TrainerOptions,
): Promise<TrainedSeeds> {
  const { metric } = options.run.sweep
  const trainer = await openTrainer(options)
  try {
    const trained = await trainer.trainAll(seeds.map(({ trial }) => trial))
    if (trained.some(({ outcome }) => outcome.status === 'interrupted')) return { how: 'interrupted' }
    const retrained = seeds.map((seed, i) => retrainedSeed(metric, seed, trained[i]!))
    const retraining = judgeRetraining(metric, retrained, { interval, same })
    if (retraining.kept === null) return { how: 'failed' }
    const chosen = trained.find(({ trial }) => trial.seed === retraining.kept!.seed)!
    if (test.kind === 'once') trainer.note(`Scoring the test split ${test.splits.join(', ')}, once, with this model.`)
    const ended = test.kind === 'once' ? await trainer.conclude({ ...chosen.trial, params: test.params }) : chosen
    const { outcome, trial, readings } = ended
    switch (outcome.status) {
      case 'complete':
        return { how: 'trained', retraining, kept: { trial, readings, metrics: outcome.metrics } }
      case 'interrupted':
        return { how: 'interrupted' }
      case 'failed':
        trainer.note(`The test split could not be scored: ${outcome.error.message}`)
        return { how: 'failed' }
      case 'pruned':
        return { how: 'failed' }
      default:
        return outcome satisfies never
    }
  } finally {
    await trainer.close()
  }
}

function retrainedSeed(
  metric: Metric,
  { trial, recorded }: PlannedSeed,
  { outcome, readings }: Trained,
): RetrainedSeed {
  const complete = outcome.status === 'complete'
  const score = complete ? scoreOf(metric, readings, outcome.metrics) : undefined
  return {
    seed: trial.seed,
    trial: recorded?.number ?? null,
    complete,
    value: score?.value ?? null,
    bestStep: score?.bestStep ?? null,
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
