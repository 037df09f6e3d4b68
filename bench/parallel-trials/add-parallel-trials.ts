import type { Command } from 'commander'
import { positiveInteger } from '#sweep/cli/options.js'
import { type EngineName, engineNames } from '#sweep/engine/engine.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf, oneOf, positiveNumber } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { measureParallel, type ParallelSettings } from './measure-parallel.js'
import { parallelText } from './parallel-text.js'

const defaults: readonly EngineName[] = ['tensorflow', 'wasm']

export function addParallelTrials(program: Command): void {
  program
    .command('parallel-trials')
    .description('two trials by two workers beside one trial by one worker')
    .option('--engines <names>', `which of ${engineNames.join(', ')}`, listOf(oneOf(engineNames)), defaults)
    .option('--rounds <n>', 'how often both are measured in turn', positiveInteger, 3)
    .option('--width <w>', 'width of the network', positiveNumber, 0.25)
    .option('--steps <n>', 'training steps of a trial', positiveInteger, 30)
    .addOption(jsonOption())
    .action(run)
}

async function run({ json, ...settings }: ParallelSettings & { readonly json?: string }): Promise<void> {
  const machine = thisMachine()
  const cells = await measureParallel(settings, (line) => console.error(line))
  await printResult(
    { bench: 'parallel-trials', machine, measured: { settings, cells }, text: parallelText(cells) },
    json,
  )
}
