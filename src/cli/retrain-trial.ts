import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RankedTrial } from '../analyze/rank-trials.js'
import { systemClock } from '../core/clock.js'
import type { Device } from '../core/device.js'
import { manifestName } from '../core/model-folder/model-manifest.js'
import { readModelFolder } from '../core/model-folder/read-model-folder.js'
import { writeModelManifest } from '../core/model-folder/write-model-manifest.js'
import type { Outcome } from '../core/outcome.js'
import type { Provenance } from '../core/provenance.js'
import type { Reading } from '../core/reading.js'
import type { Conditions, Run } from '../core/run.js'
import { scoreOf } from '../core/score.js'
import type { Trial } from '../core/trial.js'
import { writeFileSafely } from '../core/write-file-safely.js'
import { createPoolExecutor } from '../execute/pool/pool-executor.js'
import { engineSource } from './engine-source.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { createProgress } from './progress/create-progress.js'
import type { StartingPoints } from './starts/find-starting-points.js'
import { stopOnSignals } from './stop-on-signals.js'

export interface RetrainTrialOptions {
  readonly run: Run
  /** The trial as the run knows it. */
  readonly recorded: RankedTrial
  /** The trial as it is trained now, overrides applied. */
  readonly trial: Trial
  /** URL of the experiment's module. */
  readonly experiment: string
  readonly startingPoints: StartingPoints['points']
  /** As they are now. */
  readonly conditions: Conditions
  readonly provenance: Provenance
  readonly device: Device
  /** Folder of the model. */
  readonly output: string
}

/** Trains a trial again and keeps its model: `model.json` with its weights, `metrics.json`, `sweep.json`, artifacts. */
export async function retrainTrial(options: RetrainTrialOptions): Promise<ExitCode> {
  const { run, trial, output } = options
  const readings: Reading[] = []
  // Of their own, by key: an interrupted retraining goes on, a finished one starts anew.
  const checkpointFolder = join(output, '.checkpoints', trial.key)
  const artifactFolder = join(output, '.artifacts', trial.key)
  // An earlier model stays until this one is whole.
  const modelFolder = join(output, '.model')
  await rm(modelFolder, { recursive: true, force: true })
  await mkdir(output, { recursive: true })
  const executor = createPoolExecutor({
    devices: [options.device],
    slotsPerHost: 1,
    threads: options.conditions.threads,
  })
  const { observer, note, close } = await createProgress(run, 1, 1, systemClock)
  const stop = stopOnSignals(note, () => executor.close())
  let outcome: Outcome
  try {
    observer.started(trial, 1, 0)
    const attempt = {
      trial,
      metric: run.sweep.metric,
      experiment: options.experiment,
      baseFolder: dirname(run.sweepFile),
      engine: engineSource(run.conditions.engine),
      checkpointFolder,
      artifactFolder,
      modelFolder,
      startingPoints: options.startingPoints,
      checkpointEveryMilliseconds: run.sweep.checkpointEvery * 1000,
    }
    const watch = {
      reading(reading: Reading) {
        readings.push(reading)
        observer.reading(trial, 0, reading)
      },
      log: (line: string) => observer.log(trial, 0, line),
    }
    outcome = await executor.execute(attempt, watch, stop.signal)
    const metrics = outcome.status === 'complete' ? outcome.metrics : {}
    observer.ended(trial, 0, outcome, scoreOf(run.sweep.metric, readings, metrics)?.value ?? null, undefined)
  } finally {
    await executor.close()
    stop.close()
    close()
  }
  if (outcome.status === 'interrupted') {
    console.error('Interrupted. The same command goes on from the last checkpoint.')
    return exitCodes.interrupted
  }
  if (outcome.status !== 'complete') return exitCodes.someFailed
  if (!existsSync(join(modelFolder, 'model.json'))) {
    console.error('The experiment kept no model. Let it call: await context.saveModel(model)')
    return exitCodes.someFailed
  }
  const { description } = await readModelFolder(modelFolder)
  // While files are new and old, nothing says that they belong together.
  await rm(join(output, manifestName), { force: true })
  for (const name of ['weights.bin', 'weights.safetensors', 'model.json'])
    await rename(join(modelFolder, name), join(output, name))
  await rm(modelFolder, { recursive: true, force: true })
  await rm(join(output, 'artifacts'), { recursive: true, force: true })
  if (existsSync(artifactFolder)) await rename(artifactFolder, join(output, 'artifacts'))
  await writeRecords(options, readings, outcome)
  await writeModelManifest(output, { experiment: run.sweep.experiment, description })
  for (const name of ['.checkpoints', '.artifacts']) await rm(join(output, name), { recursive: true, force: true })
  return exitCodes.ok
}

async function writeRecords(
  { run, recorded, trial, output, conditions, provenance }: RetrainTrialOptions,
  readings: readonly Reading[],
  outcome: Outcome & { status: 'complete' },
): Promise<void> {
  const { metric } = run.sweep
  const score = scoreOf(metric, readings, outcome.metrics)
  const same = trial.key === recorded.key
  const metrics = {
    metric,
    value: score?.value ?? null,
    best_step: score?.bestStep ?? null,
    metrics: outcome.metrics,
    // A trial with other parameters is another trial: there is nothing to reproduce.
    recorded_value: same ? recorded.value : null,
    reproduced: same ? score?.value === recorded.value : null,
    readings,
  }
  const { key, params, seed } = trial
  const { engine, engineVersion, device, threads } = conditions
  const sweep = {
    ...{ run: run.name, trial: recorded.number, key, params, seed },
    ...{ engine, engine_version: engineVersion, device, threads },
    provenance,
    // Of the trial that is recorded; null when the run is of an older version.
    recorded_provenance: run.provenance,
    sweep: run.sweep,
  }
  await writeFileSafely(join(output, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`)
  await writeFileSafely(join(output, 'sweep.json'), `${JSON.stringify(sweep, null, 2)}\n`)
  const artifacts = existsSync(join(output, 'artifacts')) ? ', artifacts' : ''
  console.log(
    `${output}: model.json, weights.bin, weights.safetensors, metrics.json, sweep.json${artifacts}, ${manifestName}`,
  )
  console.log(
    `${metric.name} ${score?.value} at step ${score?.bestStep}; ${verdict(same, recorded.value, score?.value)}`,
  )
}

function verdict(same: boolean, recorded: number | null, value: number | undefined): string {
  if (!same) return 'its parameters differ from those of the recorded trial, so there is nothing to compare'
  if (recorded === null) return 'the recorded trial has no value to compare with'
  return value === recorded ? 'the recorded value is reproduced bit for bit' : `NOT reproduced: recorded ${recorded}`
}
