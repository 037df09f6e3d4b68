import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import type { OrchestratorCell } from './measure-orchestrator.js'

/** The result as Markdown: a row for every contestant, a column for every number of readings. */
export function orchestratorText(cells: readonly OrchestratorCell[]): string {
  const readings = [...new Set(cells.map((cell) => cell.readings))]
  const rows = [...new Set(cells.map(({ contestant }) => contestant))].map((contestant) => {
    const own = cells.filter((cell) => cell.contestant === contestant)
    const about = own[0]!.missing ?? own[0]!.rounds[0]!.version
    const cellOf = (count: number) => own.find((cell) => cell.readings === count)!
    return [`${contestant} (${about})`, ...readings.map((count) => rate(cellOf(count)))]
  })
  const headers = ['trials per second', ...readings.map((count) => `${count} readings a trial`)]
  return `A trivial objective, bookkeeping and all\n\n${markdownTable(headers, rows, headers.slice(0, 1))}`
}

function rate({ rounds }: OrchestratorCell): string {
  if (rounds.length === 0) return ''
  const perSecond = median(rounds.map(({ trials, seconds }) => trials / seconds))
  return perSecond < 10 ? perSecond.toPrecision(2) : perSecond.toFixed(0)
}
