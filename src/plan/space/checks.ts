import { canonicalJson } from '../../core/json.js'
import type { Parameter } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import { didYouMean } from '../../core/texts.js'
import { ExpressionError, parseExpression, refuseHyphens } from '../expression.js'
import { planErrorAt, type SweepFile } from '../sweep-file.js'
import { axesOf, SpaceCycle } from './axes.js'
import { isSearchedAxis } from './drawn-points.js'
import { sobolDimensions } from './sobol.js'

/**
 * Checks how the parameters of a sweep hang together: groups, conditions, entries of `exclude` and expressions. Throws
 * PlanError at the first thing that is wrong, placed in the file. An entry of `include` may bring a parameter of its own.
 */
export function checkSpace(sweep: Sweep, where: Pick<SweepFile, 'file' | 'positions'>): void {
  const byName = new Map(sweep.parameters.map((parameter) => [parameter.name, parameter]))
  const fail = (path: string, problem: string, hint?: string): never => {
    throw planErrorAt(where, path, problem, hint)
  }

  sweep.zip.forEach(checkGroup)
  for (const parameter of sweep.parameters) checkCondition(parameter)
  sweep.exclude.forEach((entry, i) => {
    for (const name of Object.keys(entry)) known(name, `exclude[${i}].${name}`)
  })
  for (const [i, text] of sweep.constraints.entries()) {
    checkExpression(text, Object.hasOwn(where.positions, `when[${i}]`) ? `when[${i}]` : 'when')
  }
  checkOrder()

  function checkGroup(names: readonly string[], i: number): void {
    const path = `zip[${i}]`
    const lists = names.map((name, j) => {
      const parameter = known(name, `${path}[${j}]`)
      if (sweep.zip.findIndex((group) => group.includes(name)) !== i || names.indexOf(name) !== j) {
        fail(`${path}[${j}]`, `"${name}" stands in zip twice`)
      }
      if (!('values' in parameter)) return fail(`${path}[${j}]`, `"${name}" is drawn, and only lists can move together`)
      if (parameter.when) fail(`${path}[${j}]`, `"${name}" has a condition, which parameters that move together cannot`)
      return parameter.values
    })
    const [first] = lists
    if (lists.some(({ length }) => length !== first!.length)) {
      const lengths = names.map((name, j) => `${name} has ${lists[j]!.length}`).join(', ')
      fail(path, `parameters that move together need equally many values: ${lengths}`)
    }
    const rows = first!.map((_, row) => canonicalJson(lists.map((values) => values[row]!)))
    const again = rows.findIndex((row, place) => rows.indexOf(row) !== place)
    if (again === -1) return
    const both = `${rows.indexOf(rows[again]!) + 1} and ${again + 1}`
    fail(path, `the combinations ${both} of ${names.join(', ')} are the same`, 'To repeat a point, use seeds')
  }

  function checkCondition({ name, when }: Parameter): void {
    if (!when) return
    const path = `parameters.${name}.when`
    if ('expression' in when) {
      checkExpression(when.expression, path)
      return
    }
    for (const other of Object.keys(when.match)) known(other, `${path}.${other}`)
  }

  function checkExpression(text: string, path: string): void {
    try {
      refuseHyphens(
        text,
        sweep.parameters.map(({ name }) => name),
      )
      const { names } = parseExpression(text)
      if (names.length === 0) fail(path, `"${text}" names no parameter, so that it is the same everywhere`)
      for (const name of names) known(name, path)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      fail(path, `"${text}": ${error.message}`, 'Write an expression as batch_size * width <= 64')
    }
  }

  function checkOrder(): void {
    try {
      const searched = axesOf(sweep).filter(isSearchedAxis).length
      if (sweep.method === 'sobol' && searched > sobolDimensions) {
        fail('method', `sobol can search ${sobolDimensions} parameters, not ${searched}`, 'Write method: random')
      }
    } catch (error) {
      if (!(error instanceof SpaceCycle)) throw error
      fail(`parameters.${error.names[0]}.when`, error.message)
    }
  }

  function known(name: string, path: string): Parameter {
    const parameter = byName.get(name)
    if (parameter) return parameter
    const names = [...byName.keys()]
    return fail(path, `there is no parameter "${name}"`, `${didYouMean(name, names)}Parameters: ${names.join(', ')}`)
  }
}
