import { drawTable } from './draw-table.js'
import { numberText } from './number-text.js'

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

const columns = [
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
  return [drawTable(columns, engines.map(rowOf)), ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')
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
