import { SweepError } from '../core/sweep-error.js'

/** What an attempt must keep cannot be written: the disk is full, or the folder is not writable. */
export class StorageError extends SweepError {
  override readonly name = 'StorageError'
}

/** Runs what writes to a folder; what the file system refuses becomes a StorageError that names it. */
export async function storing<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined || !refusals.has(code)) throw error
    throw new StorageError(`${folder} cannot be written to: ${message}`, { cause: error })
  }
}

const refusals = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EFBIG', 'EIO', 'ENXIO', 'ENODEV'])
