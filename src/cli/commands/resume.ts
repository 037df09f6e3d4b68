import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { prepareExperiment } from '../../execute/inspect-experiment.js'
import { parameterValues } from '../../plan/parameter-values.js'
import { parseSweep } from '../../plan/parse-sweep.js'
import { checkSweepFile } from '../check-sweep.js'
import { conductRun } from '../conduct-run.js'
import { engineOfRun } from '../engine-of-run.js'
import { chooseRun, withRuns } from '../open-runs.js'
import { positiveInteger, runsDirOption } from '../options.js'

interface ResumeOptions {
  readonly workers?: number
  readonly runsDir: string
  readonly json?: true
}

export function addResumeCommand(program: Command): void {
  program
    .command('resume')
    .description(
      'go on with a run until every trial is done: interrupted trials from their last checkpoint, failed ones again',
    )
    .argument('[run]', 'name of the run (default: the newest)')
    .option('--workers <n>', 'trials trained at the same time (default: cores / threads)', positiveInteger)
    .addOption(runsDirOption())
    .option('--json', 'print the report as JSON')
    .action(resume)
}

async function resume(name: string | undefined, options: ResumeOptions): Promise<void> {
  process.exitCode = await withRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const { file, experiment, specs } = await checkSweepFile(parseSweep(run.sweepText, run.sweepFile), [])
    await engineOfRun(run)
    await prepareExperiment(experiment, parameterValues(file, specs), (line) => console.error(line))
    return conductRun({
      run,
      experiment,
      store,
      runsFolder: options.runsDir,
      workers: options.workers ?? Math.max(1, Math.floor(availableParallelism() / run.conditions.threads)),
      retryFailed: true,
      json: options.json === true,
    })
  })
}
