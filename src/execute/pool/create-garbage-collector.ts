import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Garbage that is left to V8, in bytes. */
const bearable = 16 * 2 ** 20

/**
 * Makes what collects the garbage of this thread when enough has gathered since it last did. To be called between
 * trials, when next to nothing is in use. Left alone, V8 lets the heap of a long-lived thread grow by a hundred
 * megabytes before it looks for what has died, in each of a machine's hosts.
 */
export function createGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let kept = 0
  return () => {
    if (getHeapStatistics().used_heap_size < kept + bearable) return
    collect()
    kept = getHeapStatistics().used_heap_size
  }
}
