import type { Command } from 'commander'
import { prepareExperiment } from '../../execute/inspect-experiment.js'
import { countTrials } from '../../plan/count-trials.js'
import { parameterValues } from '../../plan/parameter-values.js'
import { parseSweep } from '../../plan/parse-sweep.js'
import { checkSweepFile } from '../check-sweep.js'
import { conductRun } from '../conduct-run.js'
import type { DeviceWishes } from '../devices/choose-devices.js'
import { gpusOption, trialsPerGpuOption, workersOption } from '../devices/device-options.js'
import { settleDevices } from '../devices/settle-devices.js'
import { engineOfRun } from '../engine-of-run.js'
import { inTheBackground } from '../in-the-background.js'
import { chooseRun, withRuns } from '../open-runs.js'
import { runsDirOption } from '../options.js'

interface ResumeOptions extends DeviceWishes {
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
    .addOption(workersOption())
    .addOption(gpusOption())
    .addOption(trialsPerGpuOption())
    .addOption(runsDirOption())
    .option('--json', 'print the report as JSON')
    .action(resume)
}

async function resume(name: string | undefined, options: ResumeOptions): Promise<void> {
  process.exitCode = await withRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const choosing = inTheBackground(engineOfRun(run))
    const { file, experiment, specs, prepares } = await checkSweepFile(parseSweep(run.sweepText, run.sweepFile), [])
    const engine = await choosing
    const { devices } = await settleDevices(options, engine, {
      threads: run.conditions.threads,
      trials: countTrials(run.sweep),
      began: run.conditions.device,
    })
    // A thread of its own is not worth starting for nothing.
    if (prepares) await prepareExperiment(experiment, parameterValues(file, specs), (line) => console.error(line))
    return conductRun({
      run,
      experiment,
      store,
      runsFolder: options.runsDir,
      devices,
      retryFailed: true,
      json: options.json === true,
    })
  })
}
