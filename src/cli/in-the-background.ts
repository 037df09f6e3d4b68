/**
 * Work that other processes do while this one does something else first. When that fails, its error is told and that of
 * the work in the background no more.
 */
export function inTheBackground<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}
