import type { Command } from 'commander'
import { positiveInteger } from '#sweep/cli/options.js'
import { thisMachine } from '../shared/machine.js'
import { jsonOption, listOf } from '../shared/options.js'
import { printResult } from '../shared/print-result.js'
import { measureScale, type ScaleSettings } from './measure-scale.js'
import { scaleText } from './scale-text.js'

export function addScale(program: Command): void {
  program
    .command('scale')
    .description('plan, resume and report on sweeps of very many trials')
    .option('--rounds <n>', 'how often each is measured', positiveInteger, 5)
    .option('--resumed <n>', 'trials of the run that is resumed, in thousands', positiveInteger, 100)
    .option(
      '--reported <list>',
      'trials of the runs that are reported, in thousands',
      listOf(positiveInteger),
      [10, 1000],
    )
    .addOption(jsonOption())
    .action(run)
}

async function run({ json, ...thousands }: ScaleSettings & { readonly json?: string }): Promise<void> {
  const machine = thisMachine()
  const settings = {
    ...thousands,
    resumed: thousands.resumed * 1000,
    reported: thousands.reported.map((count) => count * 1000),
  }
  const times = await measureScale(settings, (line) => console.error(line))
  await printResult({ bench: 'scale', machine, measured: { settings, times }, text: scaleText(times) }, json)
}
