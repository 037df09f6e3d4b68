import type { Command } from 'commander'
import { naturalNumber, positiveInteger } from '#sweep/cli/options.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf, oneOf, pythonOption } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { type Contestant, contestants, measureOrchestrator, type OrchestratorSettings } from './measure-orchestrator.js'
import { orchestratorText } from './orchestrator-text.js'

const all: readonly Contestant[] = contestants

export function addOrchestrator(program: Command): void {
  program
    .command('orchestrator')
    .description('trials per second of a trivial objective beside Optuna and Ray Tune')
    .option('--engines <names>', `which of ${contestants.join(', ')}`, listOf(oneOf(contestants)), all)
    .option('--readings <list>', 'readings of a trial', listOf(naturalNumber), [0, 10])
    .option('--trials <n>', 'trials of a round', positiveInteger, 3000)
    .option(
      '--slow-trials <n>',
      'the same, for Optuna on SQLite and Ray; a fifth of it with a process per trial',
      positiveInteger,
      100,
    )
    .option('--workers <n>', 'workers of sweep', positiveInteger, 2)
    .option('--rounds <n>', 'how often all are measured in turn', positiveInteger, 3)
    .addOption(pythonOption())
    .addOption(jsonOption())
    .action(run)
}

async function run({ json, ...settings }: OrchestratorSettings & { readonly json?: string }): Promise<void> {
  const machine = thisMachine()
  const cells = await measureOrchestrator(settings, (line) => console.error(line))
  await printResult(
    { bench: 'orchestrator', machine, measured: { settings, cells }, text: orchestratorText(cells) },
    json,
  )
}
