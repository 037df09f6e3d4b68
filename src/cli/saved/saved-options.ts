import { InvalidArgumentError, Option } from 'commander'
import { positiveInteger } from '../options.js'

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
