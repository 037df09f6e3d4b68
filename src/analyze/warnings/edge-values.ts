import type { Parameter } from '../../core/parameter.js'
import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import { roundText } from '../verdict/round-text.js'
import { beyondEdge } from './beyond-edge.js'
import type { Findings } from './warnings-of.js'

/**
 * That the best value of a list of numbers is its first or last, so that a better one may lie beyond. Not of a list of two
 * that moves together with another parameter, where each value is an edge and belongs to its partner; nor of 0 as the
 * smallest, which means without.
 */
export function edgeValues({ run }: RunData, { points, metric }: Findings): readonly Warning[] {
  const [best, ...others] = points
  if (!best || others.length === 0) return []
  return run.sweep.parameters.flatMap((parameter) => {
    const { name } = parameter
    const value = best.params[name]
    const numbers = numbersOf(parameter)
    if (typeof value !== 'number' || numbers.length < 2) return []
    if (numbers.length === 2 && run.sweep.zip.some((group) => group.includes(name))) return []
    const side = value === numbers[0] ? 'smallest' : value === numbers.at(-1) ? 'largest' : null
    if (side === null || (side === 'smallest' && value === 0)) return []
    const inner = others.find(({ tied, params }) => tied && typeof params[name] === 'number' && params[name] !== value)
    const doubt = inner ? `, though ${roundText(inner.params[name] as number, 4)} cannot be told from it` : ''
    const next = beyondEdge(numbers, side)
    const text = `The best ${name}, ${value}, is the ${side} that was tried (${numbers.join(', ')})${doubt}: a better ${metric.name} may lie beyond${next === null ? '' : `; try ${Number.isInteger(next) ? next : roundText(next, 2)}`}.`
    return [{ kind: 'edge' as const, text }]
  })
}

/** The different numbers of a list, from small to large; none of a list that holds anything else. */
function numbersOf(parameter: Parameter): readonly number[] {
  if (!('values' in parameter)) return []
  const numbers = parameter.values.filter((value) => typeof value === 'number')
  return numbers.length < parameter.values.length ? [] : [...new Set(numbers)].sort((a, b) => a - b)
}
