import type { Command } from 'commander'
import { renderList } from '../../report/runs.js'
import { lookAtRuns } from '../../runs/folder.js'
import { readTopReport } from '../../runs/reading.js'
import { runsDirOption } from '../options.js'

export function addListCommand(program: Command): void {
  program.command('list').description('list the runs, newest first').addOption(runsDirOption()).action(list)
}

async function list({ runsDir }: { runsDir: string }): Promise<void> {
  await lookAtRuns(runsDir, async (store, runs) => {
    const listed = []
    for (const run of runs) listed.push({ createdAt: run.createdAt, report: await readTopReport(store, run, 1) })
    console.log(renderList(listed, { columns: process.stdout.columns }))
  })
}
