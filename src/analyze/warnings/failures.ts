import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import type { Findings } from './warnings-of.js'

/** That trials failed, why most did, and which points lack them. */
export function failures({ total }: RunData, { report }: Findings): readonly Warning[] {
  const { failed } = report.counts
  if (failed === 0) return []
  const first = report.failures.toSorted((a, b) => b.count - a.count)[0]
  const why = first ? `: ${first.error.name}: ${firstLine(first.error.message)}` : ''
  const share = first && first.count < failed ? ` (${first.count} of them)` : ''
  const trials = failed === 1 ? `1 of ${total} trials failed` : `${failed} of ${total} trials failed`
  return [{ kind: 'failures', text: `${trials}${why}${share}. Points are ranked without their failed seeds.` }]
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n')
  return line.length > 160 ? `${line.slice(0, 157)}...` : line.replace(/\.$/, '')
}
