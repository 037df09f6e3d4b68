import { InvalidArgumentError, Option } from 'commander'

/** `--json FILE`, the same for every bench. */
export function jsonOption(): Option {
  return new Option('--json <file>', 'also write the raw numbers to this file')
}

/** `--python PATH`, for every bench that has a peer. */
export function pythonOption(): Option {
  return new Option('--python <path>', 'the Python that has the peers installed')
    .default('python3')
    .env('SWEEP_BENCH_PYTHON')
}

/** Parses `a,b` into a list of what `item` makes of each. */
export function listOf<T>(item: (text: string) => T): (text: string) => readonly T[] {
  return (text) => text.split(',').map((each) => item(each.trim()))
}

/** Parses a number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Write a number above 0.')
  return value
}

/** Parses one of the names. */
export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const name = names.find((each) => each === text)
    if (name === undefined) throw new InvalidArgumentError(`"${text}" is unknown. Choose from: ${names.join(', ')}.`)
    return name
  }
}
