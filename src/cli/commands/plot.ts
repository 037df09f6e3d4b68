import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { analyzeRun } from '../../analyze/analyze-run.js'
import { didYouMean } from '../../core/did-you-mean.js'
import { UsageError } from '../../core/usage-error.js'
import { writeFileSafely } from '../../core/write-file-safely.js'
import { drawPng } from '../../report/pictures/draw-png.js'
import { drawSvg } from '../../report/pictures/draw-svg.js'
import { heededOptions } from '../../report/pictures/heeded-options.js'
import type { Picture, PictureOptions } from '../../report/pictures/picture.js'
import { type PictureKind, pictureKinds } from '../../report/pictures/picture-kind.js'
import { pictures } from '../../report/pictures/pictures.js'
import { wholeSpec } from '../../report/pictures/whole-spec.js'
import { chooseRun, lookAtRuns } from '../open-runs.js'
import { positiveInteger, runsDirOption } from '../options.js'
import { printText } from '../print-text.js'
import { readRunData } from '../read-run-data.js'
import { checkOutput } from '../report/check-output.js'

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
    .option('--trial <number>', 'in place of the best one', positiveInteger)
    .addOption(new Option('--split <split>', 'whose samples (default: validation)').choices(['validation', 'test']))
    .option('--top <k>', 'how many points stand out', positiveInteger)
    .addOption(runsDirOption())
    .addHelpText('after', `\nKinds:\n${kindLines()}`)
    .action(plot)
}

async function plot(first: string, second: string | undefined, options: PlotOptions): Promise<void> {
  const [name, kind] = second === undefined ? [undefined, kindOf(first)] : [first, kindOf(second)]
  refuseIdle(kind, options)
  const draw = drawerFor(options.output)
  checkOutput(options.output)
  await lookAtRuns(options.runsDir, async (store, runs) => {
    const run = chooseRun(runs, name)
    const data = await readRunData(store, run, options.runsDir, (line) => console.error(`Warning: ${line}`))
    const made = pictures[kind]({ data, analysis: analyzeRun(data) }, options)
    if ('reason' in made) throw new UsageError(`run "${run.name}" cannot be shown as ${kind}: ${made.reason}`)
    const drawn = await draw(made)
    if (options.output === '-') return printText([drawn.toString()])
    await writeFileSafely(resolve(options.output), drawn)
    console.error(`Written: ${options.output}`)
  })
}

function kindOf(text: string): PictureKind {
  if (Object.hasOwn(pictureKinds, text)) return text as PictureKind
  const kinds = Object.keys(pictureKinds)
  throw new UsageError(
    `there is no kind of picture "${text}". ${didYouMean(text, kinds)}There are: ${kinds.join(', ')}`,
  )
}

/** Throws UsageError for an option that would make no difference. */
function refuseIdle(kind: PictureKind, options: PlotOptions): void {
  const heeded: readonly string[] = heededOptions[kind]
  const idle = pictureOptions.find((name) => options[name] !== undefined && !heeded.includes(name))
  if (idle === undefined) return
  const instead = heeded.length === 0 ? 'no such option' : heeded.map((name) => `--${name}`).join(', ')
  throw new UsageError(`--${idle} has no meaning for ${kind}, which heeds ${instead}. Leave it out`)
}

/** What makes the file, by the ending of its name. Throws UsageError for one that says nothing. */
function drawerFor(output: string): (picture: Picture) => Promise<Buffer | string> {
  if (output === '-' || /\.svg$/i.test(output)) return drawSvg
  if (/\.png$/i.test(output)) return async (picture) => drawPng(await drawSvg(picture))
  if (/\.json$/i.test(output)) return async (picture) => `${JSON.stringify(wholeSpec(picture), null, 2)}\n`
  throw new UsageError(`--output ${output}: write a name that ends in .svg, .png or .json, or - for SVG on stdout`)
}

function kindLines(): string {
  const longest = Math.max(...Object.keys(pictureKinds).map(({ length }) => length))
  return Object.entries(pictureKinds)
    .map(([kind, text]) => `  ${kind.padEnd(longest)}  ${text}`)
    .join('\n')
}
