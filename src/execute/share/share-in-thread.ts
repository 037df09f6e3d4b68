import { newestOnly } from '../../core/newest-only.js'
import type { Share } from './share.js'

/** Shares among the attempts of one thread alone. */
export function shareInThread(): Share {
  const newest = newestOnly<unknown>()
  return <Value>(key: string, make: () => Promise<Value>) => newest(key, make) as Promise<Value>
}
