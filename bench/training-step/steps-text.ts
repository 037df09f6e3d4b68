import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import { reference } from './candidate.js'
import type { StepCell } from './measure-steps.js'

/** The result as Markdown: a table for every width and number of threads, and what computed. */
export function stepsText(cells: readonly StepCell[]): string {
  const groups = new Map<string, StepCell[]>()
  for (const cell of cells) {
    const title = `Width ${cell.width}, ${cell.threads} thread${cell.threads === 1 ? '' : 's'}`
    groups.set(title, [...(groups.get(title) ?? []), cell])
  }
  const tables = [...groups].map(([title, group]) => `${title}:\n\n${groupTable(group)}`)
  const versions = new Set(
    cells.flatMap(({ candidate, rounds }) => rounds.map(({ version }) => `${candidate}: ${version}`)),
  )
  return [
    'One training step of the FER VGG, batch of 64 crops 40x40x1',
    ...tables,
    [...versions].map((version) => `- ${version}`).join('\n'),
    ...disturbance(cells),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const headers = ['candidate', 'ms a step', 'lowest round', 'highest round', `x ${reference}`, 'cores busy', 'peak MB']

function groupTable(cells: readonly StepCell[]): string {
  const referenceTime = stepTime(cells.find(({ candidate }) => candidate === reference))
  const rows = cells.map((cell) => {
    const { candidate, rounds, missing } = cell
    const time = stepTime(cell)
    if (time === undefined) return [`${candidate} (${missing})`, '', '', '', '', '', '']
    const medians = rounds.map(({ milliseconds }) => median(milliseconds))
    return [
      candidate,
      time.toFixed(0),
      Math.min(...medians).toFixed(0),
      Math.max(...medians).toFixed(0),
      referenceTime === undefined ? '' : (time / referenceTime).toFixed(2),
      coresBusy(cell).toFixed(2),
      Math.max(...rounds.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0),
    ]
  })
  return markdownTable(headers, rows, ['candidate'])
}

/** Median over the steps of all rounds. */
function stepTime(cell: StepCell | undefined): number | undefined {
  if (cell === undefined || cell.rounds.length === 0) return undefined
  return median(cell.rounds.flatMap(({ milliseconds }) => milliseconds))
}

/** Processor time / wall-clock time. */
function coresBusy({ rounds }: StepCell): number {
  return sum(rounds.flatMap((round) => round.cpuMilliseconds)) / sum(rounds.flatMap((round) => round.milliseconds))
}

/** One thread that has a core for itself keeps it busy, and the reference is known to keep as many as it is given. */
function disturbance(cells: readonly StepCell[]): string[] {
  const disturbed = cells.filter(
    (cell) =>
      cell.rounds.length > 0 &&
      (cell.threads === 1 || cell.candidate === reference) &&
      coresBusy(cell) < 0.9 * cell.threads,
  )
  if (disturbed.length === 0) return []
  const names = disturbed.map(({ candidate, width, threads }) => `${candidate} (width ${width}, threads: ${threads})`)
  return [`**Disturbed:** cores were not free for ${names.join(', ')}. Something else computed here: measure again.`]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
