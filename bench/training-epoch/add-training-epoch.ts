import type { Command } from 'commander'
import { positiveInteger } from '#sweep/cli/options.js'
import type { EngineName } from '#sweep/engine/engine.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf, oneOf, positiveNumber } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { epochsText } from './epochs-text.js'
import { type EpochSettings, measureEpochs } from './measure-epochs.js'

/** Those that compute in the thread that trains: with the others it idles while they do. */
const engineNames = ['tensorflow', 'wasm', 'cpu'] as const satisfies readonly EngineName[]
const defaults: readonly EngineName[] = ['tensorflow', 'wasm']

export function addTrainingEpoch(program: Command): void {
  program
    .command('training-epoch')
    .description('images a second, share of waiting for data and memory over epochs of fer')
    .option('--engines <names>', `which of ${engineNames.join(', ')}`, listOf(oneOf(engineNames)), defaults)
    .option('--width <w>', 'width of the network', positiveNumber, 0.25)
    .option('--faces <n>', 'training images', positiveInteger, 2048)
    .option('--trained <n>', 'how many of them an epoch trains on (default: all)', positiveInteger)
    .option('--epochs <n>', 'measured epochs, after one to warm up', positiveInteger, 2)
    .option('--set <name=value...>', 'further parameters of fer, as crops=ten', [])
    .addOption(jsonOption())
    .action(run)
}

type Options = Omit<EpochSettings, 'trained'> & { readonly trained?: number; readonly json?: string }

async function run({ json, set, trained, ...rest }: Options): Promise<void> {
  const settings = { ...rest, trained: trained ?? rest.faces, set: set.map((each) => each.replace('=', ': ')) }
  const machine = thisMachine()
  const measured = await measureEpochs(settings, (line) => console.error(line))
  await printResult(
    { bench: 'training-epoch', machine, measured: { settings, measured }, text: epochsText(settings, measured) },
    json,
  )
}
