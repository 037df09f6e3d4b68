import type { Command } from 'commander'
import { type StartWishes, startRun } from '../../runs/start.js'
import { createEnvironment } from '../environment.js'
import { addOptions, deviceOptions, positiveInteger, runsDirOption } from '../options.js'
import { reportEnd } from '../report/end.js'

interface RunOptions extends StartWishes {
  readonly runsDir: string
  readonly json?: true
}

export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('run a sweep: train every trial of its grid and rank them')
    .argument('<file>', 'the sweep file')
    .argument('[overrides...]', 'key=value: other values for a parameter, as lr=0.1 or optimizer=adam,nesterov')
  addOptions(command, deviceOptions())
    .option('--threads <n>', 'threads for each trial; part of the run, since it changes rounding', positiveInteger, 1)
    .option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu', 'auto')
    .addOption(runsDirOption())
    .option('--name <name>', "name of the run (default: the sweep's name and a number)")
    .option('--reuse', 'take over trials that another run has completed with the same code, data and engine')
    .option('--json', 'print the report as JSON')
    .action(run)
}

async function run(sweep: string, overrides: string[], options: RunOptions): Promise<void> {
  const end = await startRun({ sweep, overrides }, options, createEnvironment(options.runsDir))
  process.exitCode = await reportEnd(end, options)
}
