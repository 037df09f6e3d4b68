import { SweepError } from '../core/errors.js'

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

/**
 * Whether a message says that memory could not be had, as V8 (heap, array buffers, a worker's limit), WebAssembly, the C++
 * library and TensorFlow say it.
 */
export function isOutOfMemory(message: string): boolean {
  return sayings.some((saying) => saying.test(message))
}

const sayings = [
  /heap out of memory/i,
  /reaching memory limit/i,
  /array buffer allocation failed/i,
  /WebAssembly\.Memory(\.grow)?\(\).*(maximum|could not allocate|unable to grow)/i,
  /cannot enlarge memory|Aborted\(OOM\)/i,
  /std::bad_alloc/,
  /OOM when allocating|RESOURCE_EXHAUSTED/,
  /allocator .* ran out of memory/i,
]
