import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import type { GpuWish } from '../runs/devices.js'

/** `--runs-dir`, the same for every command. */
export function runsDirOption(): Option {
  return new Option('--runs-dir <dir>', 'folder of runs').default('runs').env('SWEEP_RUNS_DIR')
}

/** Parses an option that is an integer from 1. */
export function positiveInteger(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Write an integer from 1.')
  return value
}

/** Parses an option that is an integer from 0. */
export function naturalNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Write an integer from 0.')
  return value
}

/** Parses an option that is a list of names, with commas between them. */
export function nameList(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InvalidArgumentError('Write names with commas between them, as a,b.')
  return names
}

/** Where trials are trained, and how many at a time: the same for every command that trains; given as DeviceWishes. */
export function deviceOptions(): readonly Option[] {
  return [
    workersOption(),
    new Option(
      '--gpus <list>',
      'train on these GPUs: 0,1 or all; none trains on the CPU (default: all that the engine uses)',
    ).argParser(parseGpuWish),
    new Option('--trials-per-gpu <n>', 'trials trained at the same time on each GPU (default: 1)').argParser(
      positiveInteger,
    ),
  ]
}

/** `--workers`, also for the plan of a training. */
export function workersOption(): Option {
  return new Option('--workers <n>', 'trials trained at the same time on the CPU (default: cores / threads)').argParser(
    positiveInteger,
  )
}

/** Parses `--gpus`: `all`, `none`, or numbers with commas between them, each once. */
export function parseGpuWish(text: string): GpuWish {
  if (text === 'none' || text === 'all') return { kind: text }
  const parts = text.split(',').map((part) => part.trim())
  if (!parts.every((part) => /^\d+$/.test(part))) {
    throw new InvalidArgumentError('Write "all", "none", or the numbers of GPUs with commas between them: 0,1')
  }
  const places = parts.map(Number)
  const twice = places.find((place, i) => places.indexOf(place) < i)
  if (twice !== undefined) {
    throw new InvalidArgumentError(
      `GPU ${twice} is named twice. Name it once; several trials on each: --trials-per-gpu 2`,
    )
  }
  return { kind: 'some', places }
}

/** The engine that `engine install` installs; the others come with the npm package. */
export function installableArgument(): Argument {
  return new Argument('[engine]', 'which engine').choices(['tensorflow']).default('tensorflow')
}

/** `--engine` and `--threads`, the same for every command that uses a saved model. */
export function savedOptions(): readonly Option[] {
  return [
    new Option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu').default('auto'),
    new Option('--threads <n>', 'threads of the engine; a number of them changes rounding')
      .argParser(positiveInteger)
      .default(1),
  ]
}

/** `--split` and `--data`, the same for every command that loads images of a dataset. */
export function splitOptions(): readonly Option[] {
  return [
    new Option(
      '--split <name>',
      'a split or a part of one, as PublicTest or train[:90%]; repeat it to join several',
    ).argParser((name: string, names: readonly string[] | undefined) => [...(names ?? []), name]),
    new Option('--data <path>', 'data that lie elsewhere than those of the training, or are others'),
  ]
}

/** `--box`, the same for every command that reads photos. */
export function boxOption(): Option {
  return new Option(
    '--box <x,y,w,h>',
    'what to look at, as the face in a photo, in pixels from the top left (default: the middle)',
  ).argParser((text: string) => {
    const [, x, y, width, height] = (/^(\d+),(\d+),(\d+),(\d+)$/.exec(text) ?? []).map(Number)
    if (width && height) return { x: x!, y: y!, width, height }
    throw new InvalidArgumentError('Write four whole numbers, as 40,20,100,100; width and height from 1.')
  })
}

/** Adds options that stand in a list. */
export function addOptions(command: Command, options: readonly Option[]): Command {
  return options.reduce((all, option) => all.addOption(option), command)
}
