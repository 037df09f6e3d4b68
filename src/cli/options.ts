import { InvalidArgumentError, Option } from 'commander'

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
