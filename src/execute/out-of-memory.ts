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
