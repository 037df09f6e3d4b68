import { type Command, Option } from 'commander'
import { UsageError } from '../../core/errors.js'
import { explainImages, writeGallery } from '../../models/explanation.js'
import { renderExplained } from '../../report/predictions.js'
import type { EngineChoice } from '../../runs/saved-task.js'
import { type MethodName, methods } from '../../vision/attribution.js'
import type { PhotoBox } from '../../vision/data/decoding.js'
import { createEnvironment } from '../environment.js'
import { exitCodes } from '../errors.js'
import { boxOption, positiveInteger, savedOptions, splitOptions } from '../options.js'
import { printText, terminalWidth } from '../terminal.js'

interface ExplainOptions extends EngineChoice {
  readonly class?: string
  readonly count?: number
  readonly method: MethodName
  readonly split?: readonly string[]
  readonly data?: string
  readonly box?: PhotoBox
  readonly output: string
}

export function addExplainCommand(program: Command): void {
  const command = program
    .command('explain')
    .description('draw what a saved model looks at: saliency maps of examples of every class, or of photos')
    .argument('<model>', 'folder that sweep retrain has written')
    .argument('[images...]', 'photos to explain (default: examples out of the validation split)')
    .requiredOption('-o, --output <dir>', 'where gallery.svg, gallery.png and a PNG for each class go')
    .addOption(
      new Option('--method <name>', 'how to find what matters')
        .choices(Object.keys(methods))
        .default('gradient' satisfies MethodName),
    )
    .option('--class <name>', 'examples of this class alone')
    .option('--count <n>', 'examples of each class (default: 1)', positiveInteger)
  for (const option of [...splitOptions(), boxOption(), ...savedOptions()]) command.addOption(option)
  command.action(explain)
}

async function explain(model: string, images: string[], options: ExplainOptions): Promise<void> {
  refuseIdle(images, options)
  const { split = null, data = null, class: name = null, count = 1, box = null, output } = options
  const shown = await explainImages(
    model,
    { ...options, images, box, split, data, class: name, count },
    createEnvironment('', 'notes'),
  )
  if (shown === undefined) {
    process.exitCode = exitCodes.interrupted
    return
  }
  const files = await writeGallery(output, model, shown)
  await printText([renderExplained(shown.images, files, terminalWidth())])
}

/** Throws UsageError for options that photos, or examples of a split, have no use for. */
function refuseIdle(images: readonly string[], options: ExplainOptions): void {
  const idle = (['split', 'data', 'class', 'count'] as const).find((name) => options[name] !== undefined)
  if (images.length > 0 && idle !== undefined) {
    throw new UsageError(`--${idle} chooses examples out of a split, but photos are named: leave one of the two out`)
  }
  if (images.length === 0 && options.box) {
    throw new UsageError(
      '--box says which part of a photo to look at, but no photo is named: name one, or leave --box out',
    )
  }
}
