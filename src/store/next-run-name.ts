import { UsageError } from '../core/usage-error.js'

/** The name asked for, or `<sweep>-<n>` with the next number. Throws UsageError when the name asked for is taken. */
export function nextRunName(asked: string | undefined, sweepName: string, taken: Iterable<string>): string {
  const names = new Set(taken)
  if (asked !== undefined) {
    if (names.has(asked)) {
      throw new UsageError(
        `There is already a run "${asked}", or a file of that name in the folder of runs. ` +
          `Choose another --name, or go on with the run: sweep resume ${asked}`,
      )
    }
    return asked
  }
  const prefix = `${sweepName}-`
  const numbers = [...names].filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length)))
  return `${prefix}${1 + Math.max(0, ...numbers.filter(Number.isInteger))}`
}
