import type { Command } from 'commander'
import { naturalNumber, positiveInteger } from '#sweep/cli/options.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf, oneOf, positiveNumber, pythonOption } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { type CandidateName, candidateNames, peerNames } from './candidate.js'
import { measureSteps } from './measure-steps.js'
import { stepsText } from './steps-text.js'

interface Options {
  readonly engines: readonly CandidateName[]
  readonly widths: readonly number[]
  readonly threads: readonly number[]
  readonly rounds: number
  readonly steps: number
  readonly warmup: number
  readonly python: string
  readonly json?: string
}

const defaults: readonly CandidateName[] = ['tensorflow', 'wasm', ...peerNames]

export function addTrainingStep(program: Command): void {
  program
    .command('training-step')
    .description('one training step of the FER VGG beside PyTorch and Keras')
    .option('--engines <names>', `which of ${candidateNames.join(', ')}`, listOf(oneOf(candidateNames)), defaults)
    .option('--widths <list>', 'widths of the network', listOf(positiveNumber), [1, 0.25])
    .option('--threads <list>', 'numbers of threads', listOf(positiveInteger), [1, 2])
    .option('--rounds <n>', 'how often every candidate is measured in turn', positiveInteger, 3)
    .option('--steps <n>', 'measured steps of a round at width 1; n / width in a narrower network', positiveInteger, 3)
    .option('--warmup <n>', 'steps before the clock counts', naturalNumber, 2)
    .addOption(pythonOption())
    .addOption(jsonOption())
    .action(run)
}

async function run({ engines, json, ...settings }: Options): Promise<void> {
  const machine = thisMachine()
  const cells = await measureSteps({ ...settings, candidates: engines }, (line) => console.error(line))
  await printResult({ bench: 'training-step', machine, measured: { settings, cells }, text: stepsText(cells) }, json)
}
