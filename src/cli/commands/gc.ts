import { join } from 'node:path'
import type { Command } from 'commander'
import { RunHeldError } from '../../conduct/lease.js'
import { systemClock } from '../../core/clock.js'
import { thisHolder } from '../../core/run.js'
import { bytesText } from '../../core/texts.js'
import { jsonText } from '../../report/json.js'
import { chooseRun, withRuns } from '../../runs/folder.js'
import { type Collected, collectGarbage, unknownFolders } from '../../runs/garbage.js'
import { runsDirOption } from '../options.js'

interface GcOptions {
  readonly dryRun?: boolean
  readonly runsDir: string
  readonly json?: true
}

export function addGcCommand(program: Command): void {
  program
    .command('gc')
    .description('free the checkpoints and artifacts that neither a resume nor a longer trial needs any more')
    .argument('[run]', 'name of the run (default: all that nobody works on)')
    .option('--dry-run', 'remove nothing, only say how much could be freed')
    .addOption(runsDirOption())
    .option('--json', 'print one JSON object')
    .action(gc)
}

async function gc(name: string | undefined, { dryRun = false, runsDir, json }: GcOptions): Promise<void> {
  await withRuns(runsDir, async (store, runs) => {
    const chosen = name === undefined ? runs : [chooseRun(runs, name)]
    const collected: Collected[] = []
    for (const run of chosen) {
      try {
        const options = { store, runsFolder: runsDir, run, holder: thisHolder(), clock: systemClock, dryRun }
        collected.push(await collectGarbage(options))
      } catch (error) {
        if (name !== undefined || !(error instanceof RunHeldError)) throw error
        console.error(`Left alone: ${error.message}`)
      }
    }
    const unknown = name === undefined ? await unknownFolders(runsDir, runs) : []
    for (const folder of json ? [] : unknown) {
      console.error(
        `Left alone: ${join(runsDir, folder)} belongs to no run of this database. Remove it yourself if nothing needs it.`,
      )
    }
    console.log(json ? jsonText(recordOf(collected, dryRun, unknown)) : texts(collected, dryRun).join('\n'))
  })
}

function texts(collected: readonly Collected[], dryRun: boolean): readonly string[] {
  const lines = collected.filter(({ files }) => files > 0).map((each) => `${each.run}: ${amount(each)}`)
  return [...lines, `${dryRun ? 'can be freed' : 'freed'}: ${amount(total(collected))}`]
}

function amount({ files, bytes }: Omit<Collected, 'run'>): string {
  return `${bytesText(bytes)} in ${files} file${files === 1 ? '' : 's'}`
}

function total(collected: readonly Collected[]): Omit<Collected, 'run'> {
  return {
    files: collected.reduce((sum, { files }) => sum + files, 0),
    bytes: collected.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function recordOf(collected: readonly Collected[], dryRun: boolean, unknown: readonly string[]) {
  return { dry_run: dryRun, ...total(collected), runs: collected, unknown_folders: unknown }
}
