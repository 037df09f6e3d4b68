import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Analysis } from '../../analyze/analysis.js'
import { UsageError } from '../../core/errors.js'
import { writeFileSafely } from '../../core/files.js'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run.js'
import type { GalleryImage, Reproduce } from '../../report/html/html.js'
import { jsonText } from '../../report/json.js'
import type { ReportOptions } from '../../report/options.js'
import { pivotCsv, pivotRecord, pivotView } from '../../report/pivot.js'
import { renderCsv, reportRecord, reportView } from '../../report/report.js'
import { drawView, markdownOf } from '../../report/view.js'
import { shellText } from '../../runs/retrain/records.js'
import { printText } from '../terminal.js'
import type { MadeReport } from './report.js'
import type { ReportRequest } from './request.js'

interface RenderOptions extends Pick<ReportRequest, 'format' | 'runsDir'> {
  /** What a model looks at, for a page of HTML. */
  readonly gallery?: readonly GalleryImage[]
}

/** Reports in one text: one after the other, but one object in JSON, and one table in CSV. */
export async function renderReports(
  made: readonly MadeReport[],
  { format, runsDir, gallery = [] }: RenderOptions,
  terminal: Pick<ReportOptions, 'columns' | 'color'>,
): Promise<string> {
  switch (format) {
    case 'table':
      return made.map((each) => drawView(viewOf(each, terminal.columns), terminal)).join('\n\n\n')
    case 'markdown':
      return made.map((each) => markdownOf(viewOf(each))).join('\n\n')
    case 'csv': {
      const pivots = made.flatMap(({ report, pivot }) => (pivot ? [{ report, pivot }] : []))
      if (pivots.length > 0) return pivotCsv(pivots)
      const reports = made.map(({ report }) => report)
      return renderCsv(reports, { top: made[0]?.options.top })
    }
    case 'json': {
      const records = made.map(recordOf)
      return jsonText(records.length === 1 ? records[0]! : { runs: records })
    }
    case 'html':
      return (await Promise.all(made.map((each) => pageOf(each, runsDir, gallery)))).join('\n')
    default:
      return format satisfies never
  }
}

/** Its modules are many: they load only for a page. */
async function pageOf(
  { data, options: { analysis } }: MadeReport,
  runsDir: string,
  gallery: readonly GalleryImage[],
): Promise<string> {
  if (!data || !analysis) throw new TypeError('a page of HTML needs an analysis')
  const { renderHtml } = await import('../../report/html/document.js')
  return renderHtml({ data, analysis, reproduce: reproduceOf(data.run, analysis, runsDir), gallery })
}

function viewOf({ report, options, pivot }: MadeReport, columns?: number) {
  return pivot ? pivotView(report, pivot, { ...options, columns }) : reportView(report, options)
}

/** A pivot stands in the place of the trials and what was made of them. */
function recordOf({ report, options, pivot }: MadeReport) {
  const { trials, ...head } = reportRecord(report, pivot ? { where: options.where } : options)
  return pivot ? { ...head, ...pivotRecord(pivot) } : { ...head, trials }
}

/** How to get the numbers of a run again: its commit, the command with everything that they depend on, the winner. */
export function reproduceOf(run: Run, analysis: Analysis, runsFolder: string): Reproduce {
  const { conditions, provenance, overrides, sweepFile } = run
  const { folder, codeDiff } = runPaths(runsFolder, run.name)
  const git = provenance?.git ?? null
  const engine = ['--engine', conditions.engine, '--threads', String(conditions.threads)]
  // Without a word of it, TensorFlow takes the GPUs that it finds.
  const gpus = conditions.engine === 'tensorflow' && conditions.device === 'cpu' ? ['--gpus', 'none'] : []
  const runs = runsFolder === 'runs' ? [] : ['--runs-dir', runsFolder]
  const best = analysis.points[0]
  return {
    commands: [
      ...(git
        ? [{ purpose: 'Get the code of the experiment.', command: shellText(['git', 'checkout', git.commit]) }]
        : []),
      ...(git?.dirty
        ? [
            {
              purpose: 'Add what had been changed beside that commit.',
              command: shellText(['git', 'apply', codeDiff(provenance?.changes?.length ?? 0)]),
            },
          ]
        : []),
      {
        purpose: 'Train everything again, as another run.',
        command: runCommand(sweepFile, overrides ?? [], [...engine, ...gpus]),
      },
      ...(best
        ? [
            {
              purpose: 'Train the best point alone and save its model.',
              command: shellText(['sweep', 'retrain', run.name, '--trial', String(best.trials[0]!), ...runs]),
            },
          ]
        : []),
    ],
    notes: [
      `The same code, data, engine (${conditions.engine} ${conditions.engineVersion}) and threads give the same numbers, whatever the number of workers.`,
      ...(overrides === null
        ? ['An older version of sweep made the run, which did not keep its key=value overrides.']
        : []),
      ...(provenance?.changes?.length
        ? ['Changes were allowed while it ran, so that no one command gives all of its numbers.']
        : []),
      `Everything that was kept of the run lies in ${folder}. Relative paths in the sweep start from the folder of ${sweepFile}.`,
    ],
  }
}

/** Paths in the overrides that are kept start from the folder of the sweep file. */
function runCommand(sweepFile: string, overrides: readonly string[], options: readonly string[]): string {
  const folder = dirname(sweepFile)
  if (overrides.length === 0 || folder === '.') return shellText(['sweep', 'run', sweepFile, ...overrides, ...options])
  return `${shellText(['cd', folder])} && ${shellText(['sweep', 'run', basename(sweepFile), ...overrides, ...options])}`
}

/** The gallery that `sweep explain` has drawn into a folder, for a page of HTML. Throws UsageError when it has not. */
export async function readGallery(folder: string): Promise<readonly GalleryImage[]> {
  const path = join(folder, 'gallery.png')
  try {
    const png = await readFile(path)
    if (!png.subarray(0, signature.length).equals(signature)) throw new Error('it is no PNG')
    return [{ caption: `Drawn by sweep explain: ${folder}`, description, png }]
  } catch (cause) {
    throw new UsageError(
      `--saliency ${folder}: ${path} cannot be read: ${(cause as Error).message}. Draw it first: sweep explain MODEL -o ${folder}`,
      { cause },
    )
  }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const description = 'For each image: the image, a map of what matters for its class, and the map over the image'

/** Writes a report to a file, whole or not at all, or to stdout where `output` is `-` or left out. */
export async function writeReport(text: string, output: string | undefined): Promise<void> {
  if (output === undefined || output === '-') return printText([text])
  await writeFileSafely(resolve(output), text.endsWith('\n') ? text : `${text}\n`)
  console.error(`Written: ${output}`)
}
