import { Command } from 'commander'
import { sweepVersion } from '../engine/packages.js'

/** Every command with what adds it to the program, in the order in which the help lists them. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  run: async () => (await import('./commands/run.js')).addRunCommand,
  plan: async () => (await import('./commands/plan.js')).addPlanCommand,
  resume: async () => (await import('./commands/resume.js')).addResumeCommand,
  status: async () => (await import('./commands/status.js')).addStatusCommand,
  list: async () => (await import('./commands/list.js')).addListCommand,
  report: async () => (await import('./commands/report.js')).addReportCommand,
  show: async () => (await import('./commands/show.js')).addShowCommand,
  compare: async () => (await import('./commands/compare.js')).addCompareCommand,
  export: async () => (await import('./commands/export.js')).addExportCommand,
  plot: async () => (await import('./commands/plot.js')).addPlotCommand,
  retrain: async () => (await import('./commands/retrain.js')).addRetrainCommand,
  evaluate: async () => (await import('./commands/evaluate.js')).addEvaluateCommand,
  explain: async () => (await import('./commands/explain.js')).addExplainCommand,
  predict: async () => (await import('./commands/predict.js')).addPredictCommand,
  gc: async () => (await import('./commands/gc.js')).addGcCommand,
  engine: async () => (await import('./commands/engine.js')).addEngineCommand,
  doctor: async () => (await import('./commands/doctor.js')).addDoctorCommand,
  data: async () => (await import('./commands/data.js')).addDataCommand,
  experiment: async () => (await import('./commands/experiment.js')).addExperimentCommand,
  schema: async () => (await import('./commands/schema.js')).addSchemaCommand,
}

/**
 * The command line of `sweep` for these arguments. When the first of them names a command, only that one is loaded: a
 * report should not wait for what training needs.
 */
export async function createProgram([first = '']: readonly string[]): Promise<Command> {
  const program = new Command('sweep')
    .description('Hyperparameter sweeps for TensorFlow.js: plan, run, resume, rank and retrain from one YAML file.')
    .version(sweepVersion())
    .showHelpAfterError('Run with --help to see what is possible.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all trials ended, 1 some failed or a check did, 2 usage or plan error, 70 a defect of sweep, 130 interrupted.',
    )
    .exitOverride()
  const named = Object.hasOwn(commands, first) ? [commands[first]!] : Object.values(commands)
  for (const add of await Promise.all(named.map((load) => load()))) add(program)
  return program
}
