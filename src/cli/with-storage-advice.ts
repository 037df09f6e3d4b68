import { statfs } from 'node:fs/promises'
import { bytesText } from '../core/bytes-text.js'
import { SweepError } from '../core/sweep-error.js'
import { StorageError } from '../execute/storage-error.js'
import { StoreError } from '../store/store-error.js'

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
