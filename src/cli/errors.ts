import { statfs } from 'node:fs/promises'
import { CommanderError } from 'commander'
import { bytesText } from '../core/bytes-text.js'
import { SweepError } from '../core/sweep-error.js'
import { StorageError } from '../execute/storage-error.js'
import { StoreError } from '../store/store-error.js'

/** Says on stderr what was thrown, in as many words as it deserves; answers the exit code. */
export function explainError(error: unknown): ExitCode {
  // commander has already printed what is wrong with the command line.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (error instanceof SweepError || isSystemError(error)) {
    console.error(`sweep: ${error.message}`)
    return exitCodes.usage
  }
  console.error('sweep: this is a defect of sweep, please report it:', error)
  return exitCodes.internal
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

/** A run was stopped because nothing more can be written; the message ends with what to do. */
class RunStoppedError extends SweepError {
  override readonly name = 'RunStoppedError'
}

/** An error that ends a run, with what to free and how to go on when it says that nothing more can be written. */
export async function withStorageAdvice(error: unknown, runsFolder: string, run: string): Promise<unknown> {
  if (!(error instanceof StoreError || error instanceof StorageError || isFull(error))) return error
  const advice = [
    `Run ${run} was stopped: ${error.message}`,
    `Everything that was finished is kept. ${await room(runsFolder)}`,
    `${isHindered(error) ? 'Make room there, or make it writable, then go' : 'Go'} on with: sweep resume ${run}`,
  ]
  return new RunStoppedError(advice.join('\n'), { cause: error })
}

/** Whether room or rights are what is missing, as far as is known. */
function isHindered(error: Error): boolean {
  return !(error instanceof StoreError && (error.kind === 'corrupt' || error.kind === 'busy'))
}

/** What the system refuses outside store and attempts: the copy of the sweep file. */
function isFull(error: unknown): error is Error {
  const { code, syscall } = error as NodeJS.ErrnoException
  return error instanceof Error && syscall !== undefined && ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(code ?? '')
}

async function room(folder: string): Promise<string> {
  try {
    const { bavail, bsize, ffree, files } = await statfs(folder)
    // Some file systems do not count their files.
    const names = files > 0 && ffree === 0 ? ' and can hold no further file' : ''
    return `The file system of ${folder} has ${bytesText(bavail * bsize)} free${names}.`
  } catch (error) {
    return `${folder} cannot be looked at: ${(error as Error).message}.`
  }
}
