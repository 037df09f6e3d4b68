import type { Command } from 'commander'
import { positiveInteger } from '#sweep/cli/options.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf, oneOf, positiveNumber, pythonOption } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { candidateNames } from './augmentation-task.js'
import { augmentationText } from './augmentation-text.js'
import { type AugmentationSettings, measureAugmentation } from './measure-augmentation.js'

export function addAugmentation(program: Command): void {
  program
    .command('augmentation')
    .description("images a second through the study's augmentation beside torchvision")
    .option(
      '--candidates <names>',
      `which of ${candidateNames.join(', ')}`,
      listOf(oneOf(candidateNames)),
      candidateNames,
    )
    .option('--rounds <n>', 'how often every candidate is measured in turn', positiveInteger, 3)
    .option('--seconds <s>', 'how long each of them is measured in a round', positiveNumber, 2)
    .addOption(pythonOption())
    .addOption(jsonOption())
    .action(run)
}

async function run({ json, ...settings }: AugmentationSettings & { readonly json?: string }): Promise<void> {
  const machine = thisMachine()
  const cells = await measureAugmentation(settings, (line) => console.error(line))
  await printResult(
    { bench: 'augmentation', machine, measured: { settings, cells }, text: augmentationText(cells) },
    json,
  )
}
