import { type Command, Option } from 'commander'
import type { Report } from '../../analyze/report.js'
import { renderCsv } from '../../report/render-csv.js'
import { renderJson } from '../../report/render-json.js'
import { renderMarkdown } from '../../report/render-markdown.js'
import { renderTable } from '../../report/render-table.js'
import { chooseRun, lookAtRuns } from '../open-runs.js'
import { positiveInteger, runsDirOption } from '../options.js'
import { printText } from '../print-text.js'
import { readReport, readTopReport } from '../read-report.js'

const renderers = {
  table: (report: Report) => renderTable(report, { columns: process.stdout.columns }),
  json: renderJson,
  csv: renderCsv,
  markdown: renderMarkdown,
}

interface ReportOptions {
  readonly top?: number
  readonly format: keyof typeof renderers
  readonly runsDir: string
}

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .description('rank the trials of a run')
    .argument('[run]', 'name of the run (default: the newest)')
    .option('--top <k>', 'show the best k trials only', positiveInteger)
    .addOption(new Option('--format <format>', 'how to print it').choices(Object.keys(renderers)).default('table'))
    .addOption(runsDirOption())
    .action(report)
}

async function report(name: string | undefined, { top, format, runsDir }: ReportOptions): Promise<void> {
  await lookAtRuns(runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const shown = top === undefined ? await readReport(store, run) : await readTopReport(store, run, top)
    await printText([renderers[format](shown)])
  })
}
