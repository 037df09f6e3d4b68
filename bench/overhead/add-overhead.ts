import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { positiveInteger } from '#sweep/cli/options.js'
import { thisMachine } from '../shared/machine.js'
import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import { jsonOption } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { runSweep, type SweepResult } from '../shared/run-sweep.js'

interface OverheadSettings {
  readonly trials: number
  readonly workers: number
  readonly rounds: number
}

export function addOverhead(program: Command): void {
  program
    .command('overhead')
    .description('what a sweep of one-second trials takes beyond its trials')
    .option('--trials <n>', 'trials of a round', positiveInteger, 120)
    .option('--workers <n>', 'workers', positiveInteger, 2)
    .option('--rounds <n>', 'how often it is measured', positiveInteger, 3)
    .addOption(jsonOption())
    .action(run)
}

async function run({ json, ...settings }: OverheadSettings & { readonly json?: string }): Promise<void> {
  const machine = thisMachine()
  const times: SweepResult[] = []
  for (let round = 1; round <= settings.rounds; round++) {
    const time = await measure(settings)
    times.push(time)
    console.error(
      `round ${round} of ${settings.rounds}: ${time.seconds.toFixed(2)} s, ${time.trainingSeconds.toFixed(2)} s training`,
    )
  }
  await printResult({ bench: 'overhead', machine, measured: { settings, times }, text: textOf(settings, times) }, json)
}

function measure({ trials, workers }: OverheadSettings): Promise<SweepResult> {
  const experiment = fileURLToPath(new URL('./sleeps.js', import.meta.url))
  const sweep = `
name: overhead
experiment: ${JSON.stringify(experiment)}
metric: { name: value, goal: maximize }
seeds: ${trials}
parameters: {}
`
  return runSweep({ sweep, engine: 'cpu', workers })
}

function textOf({ trials, workers }: OverheadSettings, times: readonly SweepResult[]): string {
  const ideal = Math.ceil(trials / workers)
  const row = (what: string, seconds: number) => [
    what,
    seconds.toFixed(2),
    `${(100 * (seconds / ideal - 1)).toFixed(1)} %`,
  ]
  const headers = [`${trials} trials of a second by ${workers} workers`, 'seconds', 'beyond the trials']
  const rows = [
    ['trials alone', ideal.toFixed(2), ''],
    row('first trial to last, hosts started within', median(times.map(({ trainingSeconds }) => trainingSeconds))),
    row('whole command', median(times.map(({ seconds }) => seconds))),
  ]
  return markdownTable(headers, rows, headers.slice(0, 1))
}
