import { type Command, Option } from 'commander'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import { nameList, positiveInteger, runsDirOption } from '../options.js'
import { readGallery, renderReports, writeReport } from '../report/rendering.js'
import { makeReport } from '../report/report.js'
import type { ReportRequest } from '../report/request.js'
import { checkRequest, reportFormats } from '../report/request.js'
import { terminalWidth, wantsColor } from '../terminal.js'

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .description('who won, and how sure that is: rank the points or trials of runs')
    .argument('[runs...]', 'names of runs (default: the newest)')
    .option('--top <k>', 'show the best k only', positiveInteger)
    .option('--by <names>', 'means of the metric by one parameter, or by two: rows,columns', nameList)
    .option('--where <expression>', 'only the trials that make it true, as "lr < 0.1 && status == \'complete\'"')
    .option('--metrics <names>', 'further metrics of the results as columns, as test_accuracy,test_loss', nameList)
    .option('--trials', 'a row per trial, as it was measured, without intervals')
    .addOption(new Option('--format <format>', 'how to print it').choices([...reportFormats]).default('table'))
    .option('-o, --output <file>', 'write it to a file, whole or not at all; - is stdout')
    .option('--saliency <dir>', 'put what sweep explain has drawn into that folder into the page of HTML')
    .addOption(runsDirOption())
    .addHelpText('after', help)
    .action(report)
}

const help = `
--where speaks of parameters, seed, trial (its number), status, the sweep's
metric and the other metrics of a result, with the operators of "when" in a
sweep file. CSV has a line per trial with all metrics; JSON everything in full
precision; HTML is one page with pictures that needs no network:
--format html --output report.html.
Colours go to a terminal only; NO_COLOR and FORCE_COLOR settle it.`

async function report(names: readonly string[], request: ReportRequest): Promise<void> {
  checkRequest(request, names.length)
  const toFile = request.output !== undefined && request.output !== '-'
  const gallery = request.saliency === undefined ? [] : await readGallery(request.saliency)
  const terminal = toFile ? {} : { columns: terminalWidth(), color: wantsColor() }
  await lookAtRuns(request.runsDir, async (store, runs) => {
    const chosen = names.length === 0 ? [chooseRun(runs, undefined)] : names.map((name) => chooseRun(runs, name))
    const made = []
    for (const run of new Set(chosen)) made.push(await makeReport(store, run, request))
    await writeReport(await renderReports(made, { ...request, gallery }, terminal), request.output)
  })
}
