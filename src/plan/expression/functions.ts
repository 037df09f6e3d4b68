import { ExpressionError } from './expression-error.js'
import { numberIn } from './number-in.js'
import type { Value } from './parse-expression.js'

/** The functions that an expression may call. Of an absent parameter they are unknown. */
export const functions: Readonly<Record<string, (given: readonly Value[]) => Value>> = {
  min: of('min', Math.min),
  max: of('max', Math.max),
  abs: of('abs', Math.abs, 1),
  sqrt: of('sqrt', Math.sqrt, 1),
  log: of('log', Math.log, 1),
  log2: of('log2', Math.log2, 1),
  log10: of('log10', Math.log10, 1),
  floor: of('floor', Math.floor, 1),
  ceil: of('ceil', Math.ceil, 1),
  round: of('round', Math.round, 1),
}

function of(name: string, apply: (...numbers: number[]) => number, count?: number): (given: readonly Value[]) => Value {
  return (given) => {
    if (count === undefined ? given.length === 0 : given.length !== count) {
      throw new ExpressionError(`${name} takes ${count ?? 'at least one'} number, not ${given.length}`)
    }
    const numbers = given.map((value) => (value === undefined ? undefined : numberIn(name, value)))
    return numbers.includes(undefined) ? undefined : apply(...(numbers as number[]))
  }
}
