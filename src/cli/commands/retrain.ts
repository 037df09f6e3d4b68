import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { RankedTrial } from '../../analyze/rank-trials.js'
import type { Report } from '../../analyze/report.js'
import { differencesOf } from '../../conduct/provenance/differences-of.js'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'
import { UsageError } from '../../core/usage-error.js'
import { chooseEngine } from '../../engine/choose-engine.js'
import { checkTrial } from '../check-trial.js'
import { gpusOption } from '../devices/device-options.js'
import type { GpuWish } from '../devices/gpu-wish.js'
import { settleDevices } from '../devices/settle-devices.js'
import { gatherForSweep } from '../history/gather-for-sweep.js'
import { sayDifferences } from '../history/say-differences.js'
import { inTheBackground } from '../in-the-background.js'
import { chooseRun, withRuns } from '../open-runs.js'
import { positiveInteger, runsDirOption } from '../options.js'
import { prepareSweep } from '../prepare-sweep.js'
import { readReport, readTopReport } from '../read-report.js'
import { retrainTrial } from '../retrain-trial.js'
import { findStartingPoints } from '../starts/find-starting-points.js'

interface RetrainOptions {
  readonly trial?: number
  readonly output?: string
  readonly runsDir: string
  readonly gpus?: GpuWish
}

export function addRetrainCommand(program: Command): void {
  program
    .command('retrain')
    .description('train the best trial again and keep its model')
    .argument('[run]', 'name of the run (default: the newest)')
    .argument('[overrides...]', 'key=value: another value for a parameter, as epochs=50')
    .option('--trial <n>', 'train this trial instead of the best', positiveInteger)
    .option(
      '--output <dir>',
      'where the model goes (default: models/trial-<n> in the folder of the run, with the key behind it when parameters are overridden)',
    )
    .addOption(gpusOption())
    .addOption(runsDirOption())
    .action(retrain)
}

async function retrain(first: string | undefined, others: string[], options: RetrainOptions): Promise<void> {
  // The run may be left out, and then the first argument is an override already.
  const named = first !== undefined && !first.includes('=')
  const overrides = first === undefined || named ? others : [first, ...others]
  if (options.gpus?.kind === 'some' && options.gpus.places.length > 1) {
    throw new UsageError('--gpus names several, but one trial is trained: name one')
  }
  process.exitCode = await withRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, named ? first : undefined)
    const report = options.trial === undefined ? await readTopReport(store, run, 1) : await readReport(store, run)
    const recorded = chooseTrial(run, report, options.trial)
    // The engine is part of the run: another one would round differently.
    const choosing = inTheBackground(chooseEngine(run.conditions.engine))
    const checked = await checkTrial(run, recorded, overrides)
    const { experiment, trial } = checked
    const starts = await findStartingPoints(checked, options.runsDir)
    const gathering = inTheBackground(gatherForSweep(checked, starts, choosing))
    const engine = await choosing
    const choice = await settleDevices(options, engine, {
      threads: run.conditions.threads,
      trials: 1,
      began: run.conditions.device,
    })
    await prepareSweep(checked, starts)
    const { model } = runPaths(options.runsDir, run.name)
    // With other parameters it is another trial, whose model takes nobody's place.
    const folder = trial.key === recorded.key ? model(recorded.number) : `${model(recorded.number)}-${trial.key}`
    const output = resolve(options.output ?? folder)
    const conditions = { ...run.conditions, engineVersion: engine.version, device: choice.kind }
    const { provenance } = await gathering
    sayDifferences(run, differencesOf(run, { conditions, provenance }))
    const device = choice.devices[0]!
    const { points: startingPoints } = starts
    return retrainTrial({ run, recorded, trial, experiment, startingPoints, conditions, provenance, device, output })
  })
}

function chooseTrial(run: Run, { trials }: Report, number: number | undefined): RankedTrial {
  const chosen =
    number === undefined ? trials.find((trial) => trial.rank === 1) : trials.find((trial) => trial.number === number)
  if (chosen) return chosen
  throw new UsageError(
    number === undefined
      ? `run "${run.name}" has no complete trial yet. Go on with: sweep resume ${run.name}`
      : `run "${run.name}" has no trial ${number} yet. See: sweep report ${run.name}`,
  )
}
