import { trialStatuses } from '../../analyze/run-data.js'
import type { ExportFormat } from '../../report/export/export-format.js'
import { shellText } from '../shell-text.js'
import type { ExportCounts } from './exported-trials.js'
import type { WrittenFile } from './write-pieces.js'

export interface Exported {
  /** Name of the run. */
  readonly run: string
  readonly format: ExportFormat
  readonly folder: string
  /** Where what the folder held is now; null when it held nothing that is kept. */
  readonly movedTo: string | null
  readonly counts: ExportCounts
  readonly tables: readonly WrittenFile[]
  /** How many files there are beside the tables. */
  readonly others: number
}

/** What was exported: lines for people, a record for programs, and notes about what is not as it could be. */
export function exportSummary({ run, format, folder, movedTo, counts, tables, others }: Exported) {
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
