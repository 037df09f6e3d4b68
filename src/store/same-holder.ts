import type { Holder } from '../core/holder.js'

/** Whether two records name one process. */
export function sameHolder(a: Holder, b: Holder): boolean {
  return a.host === b.host && a.pid === b.pid && a.started === b.started
}
