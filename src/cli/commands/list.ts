import type { Command } from 'commander'
import { renderList, renderListJson } from '../../report/runs.js'
import { lookAtRuns } from '../../runs/folder.js'
import { readTopReport } from '../../runs/reading.js'
import { runsDirOption } from '../options.js'
import { printText, terminalWidth } from '../terminal.js'

export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list the runs, newest first')
    .addOption(runsDirOption())
    .option('--json', 'print one JSON object')
    .action(list)
}

async function list({ runsDir, json }: { runsDir: string; json?: true }): Promise<void> {
  await lookAtRuns(runsDir, async (store, runs) => {
    const listed = []
    for (const run of runs) listed.push({ createdAt: run.createdAt, report: await readTopReport(store, run, 1) })
    await printText([json ? renderListJson(listed) : renderList(listed, { columns: terminalWidth() })])
  })
}
