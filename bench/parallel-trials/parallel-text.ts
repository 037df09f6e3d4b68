import { markdownTable } from '../shared/markdown-table.js'
import { median } from '../shared/median.js'
import type { SweepResult } from '../shared/run-sweep.js'
import type { ParallelTimes } from './measure-parallel.js'

const headers = ['engine', 'measured', 'one by one worker, s', 'two by two workers, s', 'ratio']

/** The result as Markdown: for every engine the whole command, with its start, and the trials alone. */
export function parallelText(cells: readonly ParallelTimes[]): string {
  const rows = cells.flatMap(({ engine, one, two, missing }) => {
    if (missing !== null) return [[engine, missing, '', '', '']]
    return [
      row(engine, 'whole command', one, two, ({ seconds }) => seconds),
      row(engine, 'trials alone', one, two, ({ trialSeconds }) => Math.max(...trialSeconds)),
    ]
  })
  return `Two trials at the same time, one thread each, beside one alone\n\n${markdownTable(headers, rows, headers.slice(0, 2))}`
}

function row(
  engine: string,
  what: string,
  one: readonly SweepResult[],
  two: readonly SweepResult[],
  of: (result: SweepResult) => number,
): string[] {
  const [alone, together] = [median(one.map(of)), median(two.map(of))]
  return [engine, what, alone.toFixed(1), together.toFixed(1), (together / alone).toFixed(2)]
}
