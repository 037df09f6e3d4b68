import type { Command } from 'commander'
import { systemClock } from '../../core/clock.js'
import { diagnose } from '../../engine/diagnosis.js'
import { engineNames } from '../../engine/engine.js'
import { cacheFolder } from '../../engine/install/installation.js'
import { gatherFacts } from '../../engine/machine-facts.js'
import { renderFindings } from '../../report/engines.js'
import { jsonText } from '../../report/json.js'
import { openSqliteStore } from '../../store/sqlite/store.js'
import { exitCodes } from '../errors.js'
import { runsDirOption } from '../options.js'
import { checkEngines } from './engine.js'

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look at Node, memory, cores, disks, GPUs and engines, and advise; exit code 1 if something fails')
    .addOption(runsDirOption())
    .option('--json', 'print one JSON object')
    .action(doctor)
}

async function doctor({ runsDir, json }: { runsDir: string; json?: true }): Promise<void> {
  const facts = await gatherFacts({
    databaseProblem: await databaseProblem(),
    runsFolder: runsDir,
    cacheFolder: cacheFolder(),
    engines: await checkEngines(engineNames, { timed: false }),
  })
  const findings = diagnose(facts)
  console.log(json ? jsonText({ findings }) : renderFindings(findings))
  if (findings.some(({ state }) => state === 'fail')) process.exitCode = exitCodes.someFailed
}

/** Its library is native too: whether it loads shows when a database is opened, here one in memory. */
async function databaseProblem(): Promise<string | null> {
  try {
    await openSqliteStore(':memory:', systemClock).close()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
