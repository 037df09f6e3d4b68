import type { Command } from 'commander'
import { trialDetails } from '../../analyze/trial-details.js'
import { UsageError } from '../../core/errors.js'
import type { Run } from '../../core/run.js'
import { renderTrial, renderTrialJson } from '../../report/trial.js'
import { chooseRun, filesOfTrial, lookAtRuns } from '../../runs/folder.js'
import { rowOf } from '../../runs/reading.js'
import type { StoredTrial, StoreReader } from '../../store/store.js'
import { runsDirOption } from '../options.js'
import { printText, terminalWidth } from '../terminal.js'

export function addShowCommand(program: Command): void {
  program
    .command('show')
    .description('all that is known of one trial: parameters, result, attempts and why each ended, readings, files')
    .usage('[options] [run] <trial>')
    .argument('<run>', 'name of the run; left out, the newest')
    .argument('[trial]', 'number of the trial, as the report shows it')
    .option('--json', 'print one JSON object')
    .addOption(runsDirOption())
    .action(show)
}

async function show(first: string, second: string | undefined, options: { runsDir: string; json?: true }) {
  const [name, number] = second === undefined ? [undefined, first] : [first, second]
  await lookAtRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const trial = await findTrial(store, run, trialNumber(number, run))
    const attempts = await store.attempts(run.name, trial.key)
    const details = trialDetails(run, rowOf(trial), attempts)
    const files = await filesOfTrial(options.runsDir, run.name, trial)
    await printText([options.json ? renderTrialJson(details, files) : renderTrial(details, files, terminalWidth())])
  })
}

function trialNumber(text: string, run: Run): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 1) return number
  throw new UsageError(`"${text}" is not the number of a trial. Write one, as: sweep show ${run.name} 1`)
}

async function findTrial(store: StoreReader, run: Run, number: number): Promise<StoredTrial> {
  let last = 0
  for await (const trial of store.trials(run.name, { readings: true, wanted: 'all' })) {
    if (trial.number === number) return trial
    last = Math.max(last, trial.number)
  }
  const others = last === 0 ? 'No trial has been started' : `The last that was started is ${last}`
  throw new UsageError(`run "${run.name}" has no trial ${number} yet. ${others}. See: sweep report ${run.name}`)
}
