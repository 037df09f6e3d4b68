import { type Command, Option } from 'commander'
import type { RunComparison } from '../../analyze/run-differences.js'
import { UsageError } from '../../core/errors.js'
import { comparisonRecord, comparisonView } from '../../report/comparison.js'
import { jsonText } from '../../report/json.js'
import { drawView, markdownOf } from '../../report/view.js'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import { compare } from '../../runs/reading.js'
import { type ExitCode, exitCodes } from '../errors.js'
import { runsDirOption } from '../options.js'
import { printText, terminalWidth, wantsColor } from '../terminal.js'

const formats = ['table', 'json', 'markdown'] as const

interface CompareOptions {
  readonly failIf?: 'worse'
  readonly format: (typeof formats)[number]
  readonly runsDir: string
}

export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('what run B does otherwise than run A, point by point, and how sure that is')
    .argument('<a>', 'name of the run to compare with')
    .argument('<b>', 'name of the run that is compared')
    .addOption(new Option('--fail-if <what>', 'exit with 1 when B is significantly worse').choices(['worse']))
    .addOption(new Option('--format <format>', 'how to print it').choices([...formats]).default('table'))
    .addOption(runsDirOption())
    .addHelpText('after', help)
    .action(compareNamed)
}

const help = `
Points are in common that agree in every parameter that both runs have, but for
those that each run fixes at another value. Differences are B less A: over pairs
of trials of the same seed where there are two or more, else over the seeds of
each (Welch), else, for one trial each that kept its predictions, over the
samples. Their mean goes over the points in common and, where all of these have
two seeds or more in both runs, over their seeds, too.

Worse: of two tests, that of the mean over the points in common and that of the
best point of each run, at least one says at the level 0.05, after Holm's
correction, that B is worse.

Exit codes: 0 compared and, with --fail-if worse, not significantly worse;
1 with --fail-if worse, B is worse; 2 the runs cannot be compared or, with
--fail-if worse, neither test can be made.`

async function compareNamed(nameA: string, nameB: string, options: CompareOptions): Promise<void> {
  process.exitCode = await lookAtRuns(options.runsDir, async (store, runs) => {
    const [a, b] = [chooseRun(runs, nameA), chooseRun(runs, nameB)]
    const note = (line: string) => console.error(`sweep: ${line}`)
    const comparison = await compare(store, a, b, options.runsDir, note)
    await printText([rendered(comparison, options.format)])
    return options.failIf === 'worse' ? exitCodeOf(comparison) : exitCodes.ok
  })
}

function rendered(comparison: RunComparison, format: CompareOptions['format']): string {
  switch (format) {
    case 'table':
      return drawView(comparisonView(comparison), { columns: terminalWidth(), color: wantsColor() })
    case 'markdown':
      return markdownOf(comparisonView(comparison))
    case 'json':
      return jsonText(comparisonRecord(comparison))
    default:
      return format satisfies never
  }
}

function exitCodeOf({ worse }: RunComparison): ExitCode {
  if (worse !== null) return worse ? exitCodes.someFailed : exitCodes.ok
  throw new UsageError(
    '--fail-if worse: whether B is worse cannot be told. Give both sweeps two points or more in common, or two seeds or more',
  )
}
