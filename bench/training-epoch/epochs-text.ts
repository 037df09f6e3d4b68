import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import type { Epoch, EpochSettings, Epochs } from './measure-epochs.js'

const headers = ['engine', 'epoch, s', 'images a second', 'waiting, %', 'preparing, %', 'peak memory, MB']

/** The result as Markdown: medians over the measured epochs, and the largest resident set. */
export function epochsText({ width, faces, trained, set }: EpochSettings, measured: readonly Epochs[]): string {
  const rows = measured.map(({ engine, epochs, missing }) => {
    if (missing !== null) return [engine, missing, '', '', '', '']
    const middle = (of: (epoch: Epoch) => number) => median(epochs.map(of))
    return [
      engine,
      middle(({ seconds }) => seconds).toFixed(1),
      middle(({ seconds }) => trained / seconds).toFixed(0),
      middle(({ waitingShare }) => 100 * waitingShare).toFixed(2),
      middle(({ preparingShare }) => 100 * preparingShare).toFixed(1),
      Math.max(...epochs.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0),
    ]
  })
  const what = [`width ${width}`, `${trained} of ${faces} synthetic faces`, ...set].join(', ')
  return `An epoch of fer (${what}), one thread\n\n${markdownTable(headers, rows, headers.slice(0, 1))}`
}
