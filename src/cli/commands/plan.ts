import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import type { Sweep } from '../../core/sweep.js'
import { showDuration } from '../../core/texts.js'
import { chooseEngine } from '../../engine/choice.js'
import { defaultParams } from '../../plan/preparation.js'
import { type PlanCounts, planCounts } from '../../plan/space/space.js'
import { trialsOf } from '../../plan/trials.js'
import { renderPlan } from '../../report/plan.js'
import { renderSchedules, type SchedulesView } from '../../report/schedules.js'
import { type CheckedSweep, checkSweep } from '../../runs/checked-sweep.js'
import { settleDevices } from '../../runs/devices.js'
import type { Environment } from '../../runs/environment.js'
import { probeTime, recordedTime, type TrialTime } from '../../runs/estimate.js'
import { sweepSchedules } from '../../runs/schedules.js'
import { findStartingPoints, prepareSweep } from '../../runs/starting-points.js'
import { createEnvironment } from '../environment.js'
import { positiveInteger, runsDirOption, workersOption } from '../options.js'
import { trialLabel } from '../progress/words.js'
import { printText } from '../terminal.js'

interface PlanOptions {
  readonly trials?: true
  readonly probe?: true
  readonly schedules?: true
  readonly workers?: number
  readonly threads: number
  readonly engine: string
  readonly runsDir: string
  readonly json?: true
}

export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .description('show what a sweep would train without training it: its size, its grid, what is left out, how long')
    .argument('<file>', 'the sweep file')
    .argument('[overrides...]', 'key=value: other values for a parameter, as lr=0.1 or optimizer=adam,nesterov')
    .option('--trials', 'list every trial with its key')
    .option('--schedules', 'draw the learning rate of every epoch, one small chart for each schedule')
    .option('--probe', 'train the first trial for a moment to tell how long the sweep would take')
    .addOption(workersOption())
    .option('--threads <n>', 'threads for each trial', positiveInteger, 1)
    .option('--engine <name>', 'engine of the probe: auto, tensorflow, webgpu, wasm or cpu', 'auto')
    .addOption(runsDirOption())
    .option(
      '--json',
      'print one JSON object: the sweep, how many trials, what is left out; with --schedules and --trials these too',
    )
    .action(plan)
}

async function plan(path: string, overrides: string[], options: PlanOptions): Promise<void> {
  const environment = createEnvironment(options.runsDir, 'notes')
  const checked = await checkSweep(path, overrides, environment)
  const { sweep } = checked.file
  const counts = planCounts(sweep)
  const schedules = options.schedules && (await sweepSchedules(checked, environment.observer.note))
  const estimate = await estimateOf(checked, counts.trials, options, environment)
  if (options.json) return printText(jsonTexts(sweep, { counts, estimate, schedules }, options.trials === true))
  const { name, metric, seeds, parameters } = sweep
  const defaults = defaultParams(sweep, checked.specs)
  const text = estimate ? estimateText(estimate.time, counts.trials, estimate.workers, estimate.engine) : ''
  const view = { ...counts, name, metric, seeds: seeds.length, parameters, defaults, estimate: text }
  await printText([renderPlan(view, process.stdout.columns)])
  if (schedules) await printText(['', renderSchedules(schedules, process.stdout.columns)])
  if (options.trials) await printText(trialTexts(sweep))
}

interface Estimate {
  readonly time: TrialTime
  readonly workers: number
  readonly engine: string
}

async function estimateOf(
  checked: CheckedSweep,
  trials: number,
  options: PlanOptions,
  environment: Environment,
): Promise<Estimate | undefined> {
  const { note } = environment.observer
  if (!options.probe) {
    const time = await recordedTime(checked, options.runsDir, options)
    const workers = options.workers ?? Math.max(1, Math.floor(availableParallelism() / options.threads))
    return time && { time, workers: Math.min(workers, trials), engine: time.engine }
  }
  const engine = await chooseEngine(options.engine)
  const { devices } = await settleDevices(options, engine, { threads: options.threads, trials }, note)
  const starts = await findStartingPoints(checked, options.runsDir)
  await prepareSweep(checked, starts, note)
  const probe = { engine, device: devices[0]!, threads: options.threads }
  return {
    time: await probeTime(checked, starts, probe, environment),
    workers: Math.min(devices.length, trials),
    engine: engine.name,
  }
}

// One trial at a time: a grid of millions is printed in constant memory.
function* trialTexts(sweep: Sweep): Generator<string> {
  yield ''
  for (const trial of trialsOf(sweep)) yield `${trial.key}  ${trialLabel(sweep, trial)}`
}

function* jsonTexts(
  { name, experiment, method, metric, ...sweep }: Sweep,
  plan: {
    readonly counts: PlanCounts
    readonly estimate: Estimate | undefined
    readonly schedules: SchedulesView | undefined
  },
  listed: boolean,
): Generator<string> {
  const { points, trials, dropped, included } = plan.counts
  const head = {
    ...{
      sweep: name,
      experiment,
      method,
      metric,
      parameters: sweep.parameters,
      point_count: points,
      trial_count: trials,
    },
    ...{ included, dropped, estimated_seconds_per_trial: plan.estimate?.time.seconds ?? null },
    ...(plan.schedules && {
      schedules: plan.schedules.groups.map(({ where, others, rates, note }) => ({
        where,
        others,
        rates,
        note: note ?? null,
      })),
      schedules_complete: plan.schedules.complete,
    }),
  }
  const text = JSON.stringify(head)
  if (!listed) return yield text
  yield `${text.slice(0, -1)},"trials":[`
  let separator = ' '
  for (const { number, key, params, seed } of trialsOf({ name, experiment, method, metric, ...sweep })) {
    yield `${separator}${JSON.stringify({ trial: number, key, params, seed })}`
    separator = ','
  }
  yield ']}'
}

/** How long a sweep will take, with what that rests on. */
function estimateText(time: TrialTime, trials: number, workers: number, engine: string): string {
  const { seconds, shortest, longest, trials: measured, source } = time
  const total = Math.ceil(trials / workers) * seconds || 0
  const spread = measured === 1 ? '' : `, ${showDuration(shortest)} to ${showDuration(longest)}`
  const basis = source === 'a probe' ? source : `${measured} complete trial${measured === 1 ? '' : 's'} of ${source}`
  return `about ${showDuration(total)} with ${workers} worker${workers === 1 ? '' : 's'}: ${showDuration(seconds)} a trial${spread} (${engine}; ${basis})`
}
