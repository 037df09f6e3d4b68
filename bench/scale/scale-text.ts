import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import type { ScaleTime } from './measure-scale.js'

const headers = ['command', 'seconds', 'beyond an empty Node', 'memory, MB']

/** The result as Markdown: medians of the rounds. */
export function scaleText(times: readonly ScaleTime[]): string {
  const [empty] = times
  const rows = times.map(({ what, seconds, memory }) => [
    what,
    median(seconds).toFixed(2),
    what === empty!.what ? '' : (median(seconds) - median(empty!.seconds)).toFixed(2),
    median(memory) === 0 ? '' : (median(memory) / 1e6).toFixed(0),
  ])
  return `Sweeps of many trials, the whole command\n\n${markdownTable(headers, rows, headers.slice(0, 1))}`
}
