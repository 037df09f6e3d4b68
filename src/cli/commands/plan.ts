import type { Command } from 'commander'
import { isFixed } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import { countTrials } from '../../plan/count-trials.js'
import { trialsOf } from '../../plan/trials-of.js'
import { checkSweep } from '../check-sweep.js'
import { printText } from '../print-text.js'
import { trialLabel } from '../progress/trial-label.js'

export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .description('print the trials of a sweep without running them')
    .argument('<file>', 'the sweep file')
    .argument('[overrides...]', 'key=value: other values for a parameter, as lr=0.1 or optimizer=adam,nesterov')
    .option('--json', 'print one JSON object: the sweep, the number of trials, the trials')
    .action(plan)
}

async function plan(path: string, overrides: string[], options: { json?: true }): Promise<void> {
  const { file } = await checkSweep(path, overrides)
  await printText(options.json ? jsonTexts(file.sweep) : texts(file.sweep))
}

// One trial at a time: a grid of millions is printed in constant memory.
function* texts(sweep: Sweep): Generator<string> {
  const points = countTrials(sweep) / sweep.seeds.length
  const { name, goal } = sweep.metric
  yield `${sweep.name}: ${points} points x ${sweep.seeds.length} seeds = ${countTrials(sweep)} trials; ${goal} ${name}`
  const fixed = sweep.parameters.filter(isFixed)
  if (fixed.length > 0)
    yield `fixed: ${fixed.map(({ name, values }) => `${name}=${JSON.stringify(values[0])}`).join(' ')}`
  for (const trial of trialsOf(sweep)) yield `${trial.key}  ${trialLabel(sweep, trial)}`
}

function* jsonTexts(sweep: Sweep): Generator<string> {
  const { name, experiment, metric } = sweep
  const head = JSON.stringify({ sweep: name, experiment, metric, trial_count: countTrials(sweep) })
  yield `${head.slice(0, -1)},"trials":[`
  let separator = ' '
  for (const { number, key, params, seed } of trialsOf(sweep)) {
    yield `${separator}${JSON.stringify({ trial: number, key, params, seed })}`
    separator = ','
  }
  yield ']}'
}
