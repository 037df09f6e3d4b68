import { drawTable } from './draw-table.js'

/** An engine in one line. */
export type EngineSummary =
  | { readonly name: string; readonly available: true; readonly version: string; readonly device: string }
  | { readonly name: string; readonly available: false; readonly reason: string }

/** The engines as a terminal table; below it the reason of each that is not there. */
export function renderEngines(engines: readonly EngineSummary[]): string {
  const rows = engines.map((engine) =>
    engine.available ? [engine.name, 'ready', engine.version, engine.device] : [engine.name, 'not here', '', ''],
  )
  const columns = ['engine', 'state', 'version', 'device'].map(
    (header) => ({ header, align: 'left', shrinks: false }) as const,
  )
  const reasons = engines.flatMap((engine) => (engine.available ? [] : [`${engine.name}: ${engine.reason}`]))
  return [drawTable(columns, rows), ...(reasons.length === 0 ? [] : ['', ...reasons])].join('\n')
}
