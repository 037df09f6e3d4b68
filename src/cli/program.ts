import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addDataCommand } from './commands/data.js'
import { addDoctorCommand } from './commands/doctor.js'
import { addEngineCommand } from './commands/engine.js'
import { addListCommand } from './commands/list.js'
import { addPlanCommand } from './commands/plan.js'
import { addReportCommand } from './commands/report.js'
import { addResumeCommand } from './commands/resume.js'
import { addRetrainCommand } from './commands/retrain.js'
import { addRunCommand } from './commands/run.js'
import { addStatusCommand } from './commands/status.js'

/** The command line of `sweep`. */
export function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const program = new Command('sweep')
    .description('Hyperparameter sweeps for TensorFlow.js: plan, run, resume, rank and retrain from one YAML file.')
    .version(version)
    .showHelpAfterError('Run with --help to see what is possible.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all trials ended, 1 some failed or a check did, 2 usage or plan error, 70 a defect of sweep, 130 interrupted.',
    )
    .exitOverride()
  addRunCommand(program)
  addPlanCommand(program)
  addResumeCommand(program)
  addStatusCommand(program)
  addListCommand(program)
  addReportCommand(program)
  addRetrainCommand(program)
  addEngineCommand(program)
  addDoctorCommand(program)
  addDataCommand(program)
  return program
}
