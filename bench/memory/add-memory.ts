import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { positiveInteger } from '#sweep/cli/options.js'
import { type EngineName, engineNames } from '#sweep/engine/engine.js'
import { BenchError } from '../shared/bench-error.js'
import { engineProblem } from '../shared/engine-problem.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf, oneOf, positiveNumber } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { type MemorySample, type MemorySettings, measureMemory } from './measure-memory.js'
import { memoryText } from './memory-text.js'

interface Options extends MemorySettings {
  readonly engines: readonly EngineName[]
  readonly json?: string
}

const defaults: readonly EngineName[] = ['tensorflow', 'wasm']

export function addMemory(program: Command): void {
  program
    .command('memory')
    .description('memory of one host over many tiny trials (Linux)')
    .option('--engines <names>', `which of ${engineNames.join(', ')}`, listOf(oneOf(engineNames)), defaults)
    .option('--trials <n>', 'trials, one after another', positiveInteger, 500)
    .option('--width <w>', 'width of the network', positiveNumber, 0.0625)
    .option('--steps <n>', 'training steps of a trial', positiveInteger, 5)
    .addOption(jsonOption())
    .action(run)
}

async function run({ engines, json, ...settings }: Options): Promise<void> {
  if (!existsSync('/proc/self/status'))
    throw new BenchError('memory is read from /proc, which this system does not have')
  const machine = thisMachine()
  const curves: Record<string, readonly MemorySample[]> = {}
  const texts: string[] = []
  for (const engine of engines) {
    const missing = await engineProblem(engine)
    if (missing === undefined) curves[engine] = await measureMemory(engine, settings, (line) => console.error(line))
    texts.push(missing === undefined ? memoryText(engine, curves[engine]!) : `${engine}: ${missing}`)
  }
  await printResult({ bench: 'memory', machine, measured: { settings, curves }, text: texts.join('\n\n') }, json)
}
