import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import type { OrchestratorCell } from './measure-orchestrator.js'

/** The result as Markdown: a row for every contestant, a column for every number of readings. */
export function orchestratorText(cells: readonly OrchestratorCell[]): string {
  const readings = [...new Set(cells.map((cell) => cell.readings))]
  const rows = [...new Set(cells.map(({ contestant }) => contestant))].map((contestant) => {
    const own = cells.filter((cell) => cell.contestant === contestant)
    const about = own[0]!.missing ?? own[0]!.rounds[0]!.version
    return [`${contestant} (${about})`, ...readings.map((count) => rate(own.find((cell) => cell.readings === count)!))]
  })
  const headers = ['trials per second', ...readings.map((count) => `${count} readings a trial`)]
  return `A trivial objective, bookkeeping and all\n\n${markdownTable(headers, rows, headers.slice(0, 1))}`
}

function rate({ rounds }: OrchestratorCell): string {
  return rounds.length === 0 ? '' : median(rounds.map(({ trials, seconds }) => trials / seconds)).toFixed(0)
}
