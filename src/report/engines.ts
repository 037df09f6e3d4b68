import type { ReportOptions } from './options.js'
import { drawTable } from './table.js'
import { numberText, oneLine } from './values.js'

/** An engine in one line, and where it comes from. */
type EngineSummary =
  | {
      readonly name: string
      readonly available: true
      readonly version: string
      readonly device: string
      readonly origin: { readonly from: string; readonly path: string }
    }
  | { readonly name: string; readonly available: false; readonly reason: string }

const statusColumns = [
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
  return [drawTable(statusColumns, rows, width), '', ...details].join('\n')
}

/** How an engine did when it was checked. */
export type EngineCheck =
  | (Found & { readonly result: 'ok'; readonly stepsPerSecond: number | null })
  | (Found & { readonly result: 'wrong'; readonly differences: readonly WrongNumber[] })
  | { readonly name: string; readonly result: 'broken' | 'absent'; readonly reason: string }

interface Found {
  readonly name: string
  readonly version: string
  readonly device: string
}

interface WrongNumber {
  readonly number: string
  readonly expected: number
  readonly got: number | null
}

const checkColumns = [
  { header: 'engine', align: 'left', shrinks: false },
  { header: 'version', align: 'left', shrinks: false },
  { header: 'device', align: 'left', shrinks: false },
  { header: 'result', align: 'left', shrinks: false },
  { header: 'steps/s', align: 'right', shrinks: false },
] as const

const atMost = 3

/** Checked engines as a terminal table; below it what is wrong with those that are not ok. */
export function renderCheckedEngines(engines: readonly EngineCheck[]): string {
  const notes = engines.flatMap(noteOf)
  return [drawTable(checkColumns, engines.map(rowOf)), ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')
}

function rowOf(engine: EngineCheck): readonly string[] {
  switch (engine.result) {
    case 'ok': {
      const speed = engine.stepsPerSecond === null ? '-' : numberText(engine.stepsPerSecond)
      return [engine.name, engine.version, engine.device, 'ok', speed]
    }
    case 'wrong':
      return [engine.name, engine.version, engine.device, 'WRONG', '-']
    case 'broken':
      return [engine.name, '', '', 'BROKEN', '-']
    case 'absent':
      return [engine.name, '', '', 'not here', '-']
    default:
      return engine satisfies never
  }
}

function noteOf(engine: EngineCheck): readonly string[] {
  switch (engine.result) {
    case 'ok':
      return []
    case 'wrong': {
      const shown = engine.differences.slice(0, atMost).map(differenceText)
      const more = engine.differences.length - shown.length
      return [`${engine.name}: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`]
    }
    case 'broken':
    case 'absent':
      return [`${engine.name}: ${engine.reason.replace(`Engine "${engine.name}": `, '')}`]
    default:
      return engine satisfies never
  }
}

function differenceText({ number, expected, got }: WrongNumber): string {
  return `${number} is ${got === null ? 'not a number' : got.toPrecision(8)}, expected ${expected.toPrecision(8)}`
}

/** One thing that was looked at, and what to do about it. */
interface ShownFinding {
  readonly state: 'ok' | 'warn' | 'fail'
  readonly subject: string
  readonly found: string
  readonly advice: string | null
}

/** Findings for a terminal, a line each, with a line of advice below those that have one; what is amiss is never cut. */
export function renderFindings(findings: readonly ShownFinding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length))
  const lines = findings.flatMap(({ state, subject, found, advice }) => [
    `${state.padEnd(4)}  ${subject.padEnd(width)}  ${oneLine(found)}`,
    ...(advice === null ? [] : [`${' '.repeat(width + 8)}-> ${advice}`]),
  ])
  return [...lines, '', summary(findings)].join('\n')
}

function summary(findings: readonly ShownFinding[]): string {
  const count = (state: ShownFinding['state']) => findings.filter((finding) => finding.state === state).length
  const [warnings, failures] = [count('warn'), count('fail')]
  return warnings + failures === 0 ? 'All is well.' : `${plural(failures, 'failure')}, ${plural(warnings, 'warning')}.`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
