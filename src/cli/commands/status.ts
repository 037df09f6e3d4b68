import type { Command } from 'commander'
import { placeText } from '../../core/errors.js'
import type { Run } from '../../core/run.js'
import { isGone } from '../../core/run.js'
import { trialStatuses } from '../../core/run-data.js'
import { countsText } from '../../report/failures.js'
import { jsonText } from '../../report/json.js'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import { readTopReport } from '../../runs/reading.js'
import type { StoreReader } from '../../store/store.js'
import { runsDirOption } from '../options.js'
import { engineText, trialLabel } from '../progress/words.js'

export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('how far a run is: its trials by status, those under way, those that failed and why')
    .argument('[run]', 'name of the run (default: the newest)')
    .addOption(runsDirOption())
    .option('--json', 'print one JSON object')
    .action(status)
}

async function status(name: string | undefined, options: { runsDir: string; json?: true }): Promise<void> {
  await lookAtRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const { counts } = await readTopReport(store, run, 0)
    const { unwanted } = await store.counts(run.name)
    const { engine, engineVersion, device, threads } = run.conditions
    if (options.json) {
      const record = {
        ...{ run: run.name, sweep: run.sweep.name, engine, engine_version: engineVersion, device, threads, counts },
        ...{ unwanted, sweep_file: run.sweepFile, overrides: run.overrides, identity: run.identity },
        provenance: run.provenance,
        failed: await firstFailures(store, run.name),
      }
      console.log(jsonText(record))
      return
    }
    const total = trialStatuses.reduce((sum, each) => sum + counts[each], 0)
    console.log(`Run ${run.name}: ${countsText(counts)} (${engineText(run.conditions)}, threads: ${threads})`)
    for (const line of provenanceText(run)) console.log(`  ${line}`)
    if (unwanted > 0)
      console.log(`  ${unwanted} finished or begun before the sweep was edited, kept but no longer wanted`)
    for await (const trial of store.trials(run.name, { status: 'running' })) {
      if (trial.holder && isGone(trial.holder)) continue
      console.log(`  ${trialLabel(run.sweep, trial)}: running, ${trial.steps} steps`)
    }
    let failed = 0
    for await (const trial of store.trials(run.name, { status: 'failed' })) {
      if (++failed > shownFailures) break
      const { error } = trial
      if (error)
        console.log(`  ${trialLabel(run.sweep, trial)}: failed (${error.class}): ${error.message}${placeText(error)}`)
    }
    if (counts.failed > shownFailures) console.log(`  and ${counts.failed - shownFailures} more that failed`)
    if (counts.complete < total && counts.running === 0) console.log(`Go on with: sweep resume ${run.name}`)
  })
}

const shownFailures = 20

/** The first trials that failed, with all that is known of why. */
async function firstFailures(store: StoreReader, run: string) {
  const failures = []
  for await (const { number, key, params, seed, error } of store.trials(run, { status: 'failed' })) {
    failures.push({ trial: number, key, params, seed, error })
    if (failures.length === shownFailures) break
  }
  return failures
}

/** Where the numbers of a run come from, in a few lines. */
function provenanceText({ sweepFile, overrides, provenance }: Run): readonly string[] {
  const from = [`sweep ${sweepFile}`, ...(overrides ?? [])].join(' ')
  if (provenance === null) return [from, 'where its numbers come from is not known: the run is of an older version']
  const { git, code, files, data, versions, host, changes = [] } = provenance
  const count = Object.keys(files).length
  const words = [
    `code ${short(code)} (${count} file${count === 1 ? '' : 's'})`,
    ...(git ? [`commit ${git.commit.slice(0, 10)}${git.dirty ? ' with changes, see code.diff' : ''}`] : []),
    ...Object.entries(data).map(([path, hash]) => `data ${path} ${short(hash)}`),
    `sweep ${versions.sweep}`,
    `node ${versions.node}`,
    `on ${host.name}`,
  ]
  return [
    from,
    words.join(', '),
    ...changes.map(({ at, differences }) => `changed ${new Date(at).toISOString()}: ${differences.join('; ')}`),
  ]
}

function short(hash: string): string {
  return hash.slice(0, 10)
}
