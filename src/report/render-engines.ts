import { drawTable } from './draw-table.js'
import type { ReportOptions } from './report-options.js'

/** An engine in one line, and where it comes from. */
export type EngineSummary =
  | {
      readonly name: string
      readonly available: true
      readonly version: string
      readonly device: string
      readonly origin: { readonly from: string; readonly path: string }
    }
  | { readonly name: string; readonly available: false; readonly reason: string }

const columns = [
  { header: 'engine', align: 'left', shrinks: false },
  { header: 'state', align: 'left', shrinks: false },
  { header: 'version', align: 'left', shrinks: false },
  { header: 'device', align: 'left', shrinks: true },
] as const

/** The engines as a terminal table; below it where each comes from, or the reason why it is not there. */
export function renderEngines(engines: readonly EngineSummary[], { columns: width }: ReportOptions = {}): string {
  const rows = engines.map((engine) =>
    engine.available ? [engine.name, 'ready', engine.version, engine.device] : [engine.name, 'not here', '', ''],
  )
  const details = engines.map((engine) =>
    engine.available
      ? `${engine.name}: from ${engine.origin.from}\n  ${engine.origin.path}`
      : `${engine.name}: ${engine.reason.replace(`Engine "${engine.name}": `, '')}`,
  )
  return [drawTable(columns, rows, width), '', ...details].join('\n')
}
