import type { Command } from 'commander'
import { evaluateModel } from '../../models/evaluation.js'
import { renderEvaluation, renderEvaluationJson } from '../../report/evaluation.js'
import type { EngineChoice } from '../../runs/saved-task.js'
import { createEnvironment } from '../environment.js'
import { exitCodes } from '../errors.js'
import { savedOptions, splitOptions } from '../options.js'
import { printText, terminalWidth } from '../terminal.js'

interface EvaluateOptions extends EngineChoice {
  readonly split?: readonly string[]
  readonly data?: string
  readonly tta?: true
  readonly json?: true
}

export function addEvaluateCommand(program: Command): void {
  const command = program
    .command('evaluate')
    .description('score a saved model on a split that it was not trained on (default: its validation split)')
    .argument('<model>', 'folder that sweep retrain has written')
  for (const option of [...splitOptions(), ...savedOptions()]) command.addOption(option)
  command
    .option('--tta', 'score every image by the mean of its ten crops')
    .option('--json', 'print one JSON object')
    .action(evaluate)
}

async function evaluate(model: string, options: EvaluateOptions): Promise<void> {
  const { split, data, tta, json } = options
  const shown = await evaluateModel(
    model,
    { ...options, split: split ?? null, data: data ?? null, tta: tta === true },
    createEnvironment('', 'notes'),
  )
  if (shown === undefined) process.exitCode = exitCodes.interrupted
  else await printText([json ? renderEvaluationJson(shown) : renderEvaluation(shown, terminalWidth())])
}
