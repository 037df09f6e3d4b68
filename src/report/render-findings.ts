import { oneLine } from './one-line.js'

/** One thing that was looked at, and what to do about it. */
export interface ShownFinding {
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
