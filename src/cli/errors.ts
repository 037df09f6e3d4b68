import { CommanderError } from 'commander'
import { SweepError } from '../core/errors.js'

/** Says on stderr what was thrown, in as many words as it deserves; answers the exit code. */
export function explainError(error: unknown): ExitCode {
  // commander has already printed what is wrong with the command line.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (error instanceof SweepError || isSystemError(error)) {
    console.error(`sweep: ${error.message}`)
    return exitCodes.usage
  }
  const foreign = error instanceof Error ? foreignAddon(error.message) : undefined
  if (foreign !== undefined) {
    console.error(`sweep: ${foreign}`)
    return exitCodes.usage
  }
  console.error('sweep: this is a defect of sweep, please report it:', error)
  return exitCodes.internal
}

/** What to do about a native library that was built for another version of Node; undefined for any other message. */
function foreignAddon(message: string): string | undefined {
  const [, path, built] = /'([^']+\.node)'[\s\S]*?NODE_MODULE_VERSION (\d+)/.exec(message) ?? []
  if (path === undefined) return undefined
  const name = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1]
  const { node, modules } = process.versions
  return (
    `${path} was built for another Node (its modules have the version ${built}; this is Node ${node}, of version ${modules}). ` +
    `Run: npm rebuild${name === undefined ? '' : ` ${name}`}`
  )
}

/** What the system refused (disk full, no permission, not a folder): its message names the file. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

/** What the process tells its caller. Documented in the README. */
export const exitCodes = {
  /** All trials ended, none of them failed. */
  ok: 0,
  /** Some trials failed, or a check did. */
  someFailed: 1,
  /** The command, the sweep file, the data or the folder of runs cannot be used. */
  usage: 2,
  /** A defect of sweep itself. */
  internal: 70,
  /** Stopped by Ctrl-C or SIGTERM; `sweep resume` goes on. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
