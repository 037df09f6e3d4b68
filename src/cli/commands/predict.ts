import type { Command } from 'commander'
import { predictImages } from '../../models/prediction.js'
import { renderPredictions, renderPredictionsJson } from '../../report/predictions.js'
import type { EngineChoice } from '../../runs/saved-task.js'
import type { PhotoBox } from '../../vision/data/decoding.js'
import { createEnvironment } from '../environment.js'
import { exitCodes } from '../errors.js'
import { boxOption, positiveInteger, savedOptions } from '../options.js'
import { printText, terminalWidth } from '../terminal.js'

interface PredictOptions extends EngineChoice {
  readonly box?: PhotoBox
  readonly top?: number
  readonly tta?: true
  readonly raw?: true
  readonly json?: true
}

export function addPredictCommand(program: Command): void {
  const command = program
    .command('predict')
    .description('tell the class of photos of any size, color and format with a saved model')
    .argument('<model>', 'folder that sweep retrain has written')
    .argument('<images...>', 'PNG, JPEG, WebP, GIF, TIFF, AVIF or SVG files')
    .addOption(boxOption())
    .option('--top <k>', 'the likeliest classes alone (default: 3, with --json all)', positiveInteger)
  for (const option of savedOptions()) command.addOption(option)
  command
    .option('--tta', 'predict every image by the mean of its ten crops')
    .option('--raw', 'probabilities as model.json gives them, not calibrated')
    .option('--json', 'print one JSON object')
    .action(predict)
}

async function predict(model: string, images: string[], options: PredictOptions): Promise<void> {
  const { box, top, tta, raw, json } = options
  const most = top ?? (json ? Number.POSITIVE_INFINITY : 3)
  const request = { ...options, images, box: box ?? null, tta: tta === true, raw: raw === true, top: most }
  const shown = await predictImages(model, request, createEnvironment('', 'notes'))
  if (shown === undefined) process.exitCode = exitCodes.interrupted
  else await printText([json ? renderPredictionsJson(shown) : renderPredictions(shown, terminalWidth())])
}
