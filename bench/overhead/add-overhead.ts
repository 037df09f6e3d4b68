import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { positiveInteger } from '../../dist/cli/options.js'
import { thisMachine } from '../shared/machine.js'
import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import { jsonOption } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { runSweep } from '../shared/run-sweep.js'

interface OverheadSettings {
  readonly trials: number
  readonly workers: number
  readonly rounds: number
}

interface OverheadTime {
  /** Of the whole command. */
  readonly seconds: number
  /** From the start of the first trial to the end of the last, hosts and their engine started within. */
  readonly training: number
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
  const times: OverheadTime[] = []
  for (let round = 1; round <= settings.rounds; round++) {
    const time = await measure(settings)
    times.push(time)
    console.error(
      `round ${round} of ${settings.rounds}: ${time.seconds.toFixed(2)} s, ${time.training.toFixed(2)} s training`,
    )
  }
  await printResult({ bench: 'overhead', machine, measured: { settings, times }, text: textOf(settings, times) }, json)
}

async function measure({ trials, workers }: OverheadSettings): Promise<OverheadTime> {
  const experiment = fileURLToPath(new URL('./sleeps.js', import.meta.url))
  const sweep = `
name: overhead
experiment: ${JSON.stringify(experiment)}
metric: { name: value, goal: maximize }
seeds: ${trials}
parameters: {}
`
  let [first, last] = [Number.NaN, Number.NaN]
  const onLine = (line: string) => {
    if (!/^trial \d+\b/.test(line)) return
    last = performance.now()
    if (Number.isNaN(first)) first = last
  }
  const { seconds } = await runSweep({ sweep, engine: 'cpu', workers, onLine })
  return { seconds, training: (last - first) / 1000 }
}

function textOf({ trials, workers }: OverheadSettings, times: readonly OverheadTime[]): string {
  const ideal = Math.ceil(trials / workers)
  const row = (what: string, seconds: number) => [
    what,
    seconds.toFixed(2),
    `${(100 * (seconds / ideal - 1)).toFixed(1)} %`,
  ]
  const headers = [`${trials} trials of a second by ${workers} workers`, 'seconds', 'beyond the trials']
  const rows = [
    ['trials alone', ideal.toFixed(2), ''],
    row('first trial to last, hosts started within', median(times.map(({ training }) => training))),
    row('whole command', median(times.map(({ seconds }) => seconds))),
  ]
  return markdownTable(headers, rows, headers.slice(0, 1))
}
