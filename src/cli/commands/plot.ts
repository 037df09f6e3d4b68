import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { analyzeRun } from '../../analyze/run-analysis.js'
import { UsageError } from '../../core/errors.js'
import { writeFileSafely } from '../../core/files.js'
import { saliencyOfRun } from '../../models/explanation.js'
import { drawPng, drawSvg, wholeSpec } from '../../report/pictures/drawing.js'
import type { PictureOptions } from '../../report/pictures/picture.js'
import { type PictureKind, pictures } from '../../report/pictures/pictures.js'
import { chooseRun, lookAtRuns } from '../../runs/folder.js'
import { readRunData } from '../../runs/reading.js'
import { createEnvironment } from '../environment.js'
import { exitCodes } from '../errors.js'
import { positiveInteger, runsDirOption } from '../options.js'
import { heededBy, type PlotFormat, type PlotKind, plotFormatOf, plotKindLines, plotKindOf } from '../report/plots.js'
import { checkOutput } from '../report/request.js'
import { printText } from '../terminal.js'

const pictureOptions = [
  'x',
  'y',
  'metric',
  'trial',
  'split',
  'top',
] as const satisfies readonly (keyof PictureOptions)[]

interface PlotOptions {
  readonly output: string
  readonly x?: string
  readonly y?: string
  readonly metric?: string
  readonly trial?: number
  readonly split?: 'validation' | 'test'
  readonly top?: number
  readonly runsDir: string
}

export function addPlotCommand(program: Command): void {
  program
    .command('plot')
    .description('draw a picture of a run, as SVG, PNG or Vega-Lite specification')
    .usage('[options] [run] <kind>')
    .argument('<run>', 'name of the run; left out, the newest')
    .argument('[kind]', 'what to show, see below')
    .requiredOption(
      '-o, --output <file>',
      'file that ends in .svg, .png or .json (the specification); - is SVG on stdout',
    )
    .option('--x <parameter>', 'along the axis (default: the first that differs)')
    .option('--y <parameter>', 'the second one')
    .option('--metric <name>', 'in place of the one that the sweep goes by')
    .option('--trial <number>', 'in place of the best one, or of the only one with a model', positiveInteger)
    .addOption(new Option('--split <split>', 'whose samples (default: validation)').choices(['validation', 'test']))
    .option('--top <k>', 'how many points stand out', positiveInteger)
    .addOption(runsDirOption())
    .addHelpText('after', `\nKinds:\n${plotKindLines()}`)
    .action(plot)
}

async function plot(first: string, second: string | undefined, options: PlotOptions): Promise<void> {
  const [name, kind] = second === undefined ? [undefined, plotKindOf(first)] : [first, plotKindOf(second)]
  refuseIdle(kind, options)
  const format = plotFormatOf(kind, options.output)
  checkOutput(options.output)
  const text = kind === 'saliency' ? await drawSaliency(name, options) : await drawPicture(name, kind, format, options)
  if (text === undefined) {
    process.exitCode = exitCodes.interrupted
    return
  }
  if (options.output === '-') return printText([text])
  await writeFileSafely(resolve(options.output), format === 'png' ? await drawPng(text) : text)
  console.error(`Written: ${options.output}`)
}

async function drawPicture(name: string | undefined, kind: PictureKind, format: PlotFormat, options: PlotOptions) {
  return lookAtRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const data = await readRunData(store, run, options.runsDir, (line) => console.error(`Warning: ${line}`))
    const made = pictures[kind].draw({ data, analysis: analyzeRun(data) }, options)
    if ('reason' in made) throw new UsageError(`run "${run.name}" cannot be shown as ${kind}: ${made.reason}`)
    return format === 'json' ? `${JSON.stringify(wholeSpec(made), null, 2)}\n` : drawSvg(made)
  })
}

async function drawSaliency(name: string | undefined, { runsDir, trial }: PlotOptions): Promise<string | undefined> {
  const run = await lookAtRuns(runsDir, async (_, runs) => chooseRun(runs, name))
  return saliencyOfRun(runsDir, run.name, trial, createEnvironment(runsDir, 'notes'))
}

/** Throws UsageError for an option that would make no difference. */
function refuseIdle(kind: PlotKind, options: PlotOptions): void {
  const heeded = heededBy(kind)
  const idle = pictureOptions.find((name) => options[name] !== undefined && !heeded.includes(name))
  if (idle === undefined) return
  const instead = heeded.length === 0 ? 'no such option' : heeded.map((name) => `--${name}`).join(', ')
  throw new UsageError(`--${idle} has no meaning for ${kind}, which heeds ${instead}. Leave it out`)
}
