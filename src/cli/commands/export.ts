import { type Command, Option } from 'commander'
import { UsageError } from '../../core/errors.js'
import type { Run } from '../../core/run.js'
import { trialStatuses } from '../../core/run-data.js'
import { type ExportFormat, exportFormats } from '../../report/export/exporter.js'
import { jsonText } from '../../report/json.js'
import { type Exported, exportRun } from '../../runs/export.js'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import { shellText } from '../../runs/retrain/records.js'
import type { StoreReader } from '../../store/store.js'
import { type ExitCode, exitCodes } from '../errors.js'
import { runsDirOption } from '../options.js'
import { abortOnSignals } from '../signals.js'

interface ExportOptions {
  readonly to: ExportFormat
  readonly force?: true
  readonly json?: true
  readonly runsDir: string
}

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write a run as files that other programs read')
    .usage('[options] [run] <dir>')
    // commander knows no argument that may be left out before one that may not.
    .argument('<dir...>', 'name of the run (default: the newest), then the folder to make; it may be an earlier export')
    .addOption(new Option('--to <format>', 'what to write').choices(exportFormats).makeOptionMandatory())
    .option('--force', 'move aside whatever else the folder holds')
    .addOption(runsDirOption())
    .option('--json', 'print one JSON object')
    .action(async (names: readonly string[], options: ExportOptions) => {
      process.exitCode = await exportNamed(names, options)
    })
}

async function exportNamed(names: readonly string[], options: ExportOptions): Promise<ExitCode> {
  const usage = `sweep export [run] <dir> --to ${options.to}`
  if (names.length > 2) throw new UsageError(`one run and one folder, got ${names.length} names. Write: ${usage}`)
  return lookAtRuns(options.runsDir, async (store, runs) => {
    const [folder, name] = names.toReversed()
    if (name === undefined && runs.some((run) => run.name === folder)) {
      throw new UsageError(`"${folder}" is a run; the folder is missing. Write: ${usage.replace('[run]', folder!)}`)
    }
    return exportTo(store, chooseRun(runs, name), folder!, options)
  })
}

async function exportTo(store: StoreReader, run: Run, folder: string, options: ExportOptions): Promise<ExitCode> {
  const { to: format, force = false, json, runsDir: runsFolder } = options
  const stop = abortOnSignals()
  try {
    const exported = await exportRun(store, run, { format, folder, force }, { runsFolder, signal: stop.signal })
    const summary = exportSummary(exported)
    for (const note of summary.notes) console.error(note)
    console.log(json ? jsonText(summary.record) : summary.lines.join('\n'))
    return exitCodes.ok
  } catch (error) {
    if (!stop.signal.aborted) throw error
    console.error('Interrupted. Nothing is left of it.')
    return exitCodes.interrupted
  } finally {
    stop.close()
  }
}

/** What was exported: lines for people, a record for programs, and notes about what is not as it could be. */
function exportSummary({ run, format, folder, movedTo, counts, tables, others }: Exported) {
  const { trials, readings, attempts, statuses } = counts
  const amounts = [amount(trials, 'trial'), amount(readings, 'reading'), amount(attempts, 'attempt')].join(', ')
  const open = (['running', 'interrupted', 'waiting'] as const).filter((status) => statuses[status] > 0)
  const total = trialStatuses.reduce((sum, status) => sum + statuses[status], 0)
  return {
    lines: [
      `${folder}: run ${run} as ${format}, ${amounts}`,
      ...tables.map(({ file, rows }) => `  ${file}: ${amount(rows, 'row')}`),
      ...(others > 0 ? [`  ${amount(others, 'file')}`] : []),
      ...(hints[format] ? [`  ${hints[format](folder)}`] : []),
    ],
    record: {
      ...{ run, format, folder, moved_to: movedTo, trials, readings, attempts, statuses },
      tables,
      other_files: others,
    },
    notes: [
      ...(open.length > 0
        ? [
            `The run is not finished: of ${total} trials, ${open.map((each) => `${statuses[each]} ${each}`).join(', ')}.`,
          ]
        : []),
      ...(movedTo ? [`What ${folder} held is now in ${movedTo}`] : []),
    ],
  }
}

/** How to look at it. MLflow refuses folders since 3.13 unless it is told to allow them. */
const hints: Partial<Record<ExportFormat, (folder: string) => string>> = {
  tensorboard: (folder) => `look at it with: tensorboard --logdir ${shellText([folder])}`,
  mlflow: (folder) =>
    `look at it with: MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri ${shellText([`${folder}/mlruns`])}`,
}

function amount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
