import type { Command } from 'commander'
import type { Sweep } from '../../core/sweep.js'
import { showDuration } from '../../core/texts.js'
import type { Trial } from '../../core/trial.js'
import { defaultParams } from '../../plan/preparation.js'
import { schemaVersion } from '../../report/json.js'
import { renderPlan } from '../../report/plan.js'
import { renderSchedules } from '../../report/schedules.js'
import type { TrialTime } from '../../runs/estimate.js'
import { type PlannedSweep, type PlanWishes, plan } from '../../runs/plan.js'
import { createEnvironment } from '../environment.js'
import { positiveInteger, runsDirOption, workersOption } from '../options.js'
import { trialLabel } from '../progress/words.js'
import { printText } from '../terminal.js'

interface PlanOptions extends PlanWishes {
  readonly trials?: true
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
    .action(show)
}

async function show(path: string, overrides: string[], options: PlanOptions): Promise<void> {
  const source = { sweep: path, overrides }
  const planned = await plan(source, options, createEnvironment(options.runsDir, 'notes'))
  const { checked, estimate, schedules } = planned
  const { sweep } = checked.file
  if (options.json) return printText(jsonTexts(sweep, planned, options.trials === true))
  const { name, metric, seeds, parameters } = sweep
  const defaults = defaultParams(sweep, checked.specs)
  const text = estimate ? estimateText(estimate.time, planned.trials, estimate.workers, estimate.engine) : ''
  const { points, trials, dropped, included } = planned
  const counts = { points, trials, dropped, included }
  const view = { ...counts, name, metric, seeds: seeds.length, parameters, defaults, estimate: text }
  await printText([renderPlan(view, process.stdout.columns)])
  if (schedules) await printText(['', renderSchedules(schedules, process.stdout.columns)])
  if (options.trials) await printText(trialTexts(sweep, planned.listTrials()))
}

// One trial at a time: a grid of millions is printed in constant memory.
function* trialTexts(sweep: Sweep, trials: Iterable<Trial>): Generator<string> {
  yield ''
  for (const trial of trials) yield `${trial.key}  ${trialLabel(sweep, trial)}`
}

function* jsonTexts(
  { name, experiment, method, metric, parameters }: Sweep,
  plan: PlannedSweep,
  listed: boolean,
): Generator<string> {
  const { points, trials, dropped, included } = plan
  const head = {
    ...{
      schema_version: schemaVersion,
      sweep: name,
      experiment,
      method,
      metric,
      parameters,
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
  for (const { number, key, params, seed } of plan.listTrials()) {
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
