import { Argument, InvalidArgumentError, Option } from 'commander'

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

/** `--gpus`, the same for every command that trains. */
export function gpusOption(): Option {
  return new Option(
    '--gpus <list>',
    'train on these GPUs: 0,1 or all; none trains on the CPU (default: all that the engine uses)',
  ).argParser(parseGpuWish)
}

/** `--trials-per-gpu`, the same for every command that trains several trials. */
export function trialsPerGpuOption(): Option {
  return new Option('--trials-per-gpu <n>', 'trials trained at the same time on each GPU (default: 1)').argParser(
    positiveInteger,
  )
}

/** `--workers`, the same for every command that trains several trials. */
export function workersOption(): Option {
  return new Option('--workers <n>', 'trials trained at the same time on the CPU (default: cores / threads)').argParser(
    positiveInteger,
  )
}

/** What `--gpus` asks for. */
export type GpuWish =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** By place among the GPUs that this process may use, from 0. */
  | { readonly kind: 'some'; readonly places: readonly number[] }

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

/** What every command that uses a saved model may be told. */
export interface SavedOptions {
  readonly engine: string
  readonly threads: number
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
