import { canonicalJson } from '../../core/canonical-json.js'
import { didYouMean } from '../../core/did-you-mean.js'
import type { Json } from '../../core/json.js'
import type { Parameter } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { ExpressionError } from '../expression/expression-error.js'
import { parseExpression } from '../expression/parse-expression.js'
import { planErrorAt } from '../plan-error-at.js'
import { showValue } from '../show-value.js'
import type { SweepFile } from '../sweep-file.js'
import { axesOf, SpaceCycle } from './axes-of.js'
import { isSearchedAxis } from './draw-points.js'
import { sobolDimensions } from './sobol.js'

/**
 * Checks how the parameters of a sweep hang together: its method, groups, conditions, entries and expressions. Throws
 * PlanError at the first thing that is wrong, placed in the file.
 */
export function checkSpace(sweep: Sweep, where: Pick<SweepFile, 'file' | 'positions'>): void {
  const byName = new Map(sweep.parameters.map((parameter) => [parameter.name, parameter]))
  const fail = (path: string, problem: string, hint?: string): never => {
    throw planErrorAt(where, path, problem, hint)
  }

  checkMethod()
  sweep.zip.forEach(checkGroup)
  for (const parameter of sweep.parameters) checkCondition(parameter)
  for (const [i, entry] of sweep.exclude.entries()) checkEntry(entry, `exclude[${i}]`)
  sweep.include.forEach((entry, i) => {
    if (Object.keys(entry).length === 0) fail(`include[${i}]`, 'an empty entry adds nothing')
  })
  for (const [i, text] of sweep.constraints.entries()) {
    checkExpression(text, Object.hasOwn(where.positions, `when[${i}]`) ? `when[${i}]` : 'when')
  }
  checkOrder()

  function checkMethod(): void {
    if (sweep.method === 'grid') {
      const drawn = sweep.parameters.find((parameter) => !('values' in parameter))
      if (!drawn) return
      fail(
        `parameters.${drawn.name}`,
        'a distribution has no end of values, which a grid cannot go through',
        'Write method: random or method: sobol with a run_cap, or list the values',
      )
    }
    if (sweep.runCap === null) {
      fail('method', `${sweep.method} needs run_cap, the number of points to draw`, 'Write run_cap: 50')
    }
  }

  function checkGroup(names: readonly string[], i: number): void {
    const path = `zip[${i}]`
    const lists = names.map((name, j) => {
      const parameter = known(name, `${path}[${j}]`)
      if (sweep.zip.findIndex((group) => group.includes(name)) !== i || names.indexOf(name) !== j) {
        fail(`${path}[${j}]`, `"${name}" stands in zip twice`)
      }
      if (!('values' in parameter)) return fail(`${path}[${j}]`, `"${name}" is drawn, and only lists can move together`)
      if (parameter.when) fail(`${path}[${j}]`, `"${name}" has a condition, which parameters that move together cannot`)
      return parameter.values.length
    })
    if (lists.every((length) => length === lists[0])) return
    const lengths = names.map((name, j) => `${name} has ${lists[j]}`).join(', ')
    fail(path, `parameters that move together need equally many values: ${lengths}`)
  }

  function checkCondition({ name, when }: Parameter): void {
    if (!when) return
    const path = `parameters.${name}.when`
    if ('expression' in when) {
      checkExpression(when.expression, path)
      return
    }
    if (Object.keys(when.match).length === 0)
      fail(path, 'an empty condition says nothing', 'Name a parameter, or leave it out')
    for (const [other, values] of Object.entries(when.match)) {
      for (const value of values) checkValue(other, value, `${path}.${other}`)
    }
  }

  function checkEntry(entry: Params, path: string): void {
    if (Object.keys(entry).length === 0) fail(path, 'an empty entry would leave out every point')
    for (const [name, value] of Object.entries(entry)) checkValue(name, value, `${path}.${name}`)
  }

  function checkValue(name: string, value: Json, path: string): void {
    const parameter = known(name, path)
    const values = 'values' in parameter ? parameter.values : valuesOfCategorical(parameter)
    if (values === undefined || values.some((each) => canonicalJson(each) === canonicalJson(value))) return
    const texts = values.map(showValue)
    const hint =
      typeof value === 'string'
        ? didYouMean(
            value,
            values.filter((each) => typeof each === 'string'),
          )
        : ''
    const shown = texts.length > 12 ? `${texts.slice(0, 12).join(', ')}, …` : texts.join(', ')
    fail(path, `"${name}" is never ${showValue(value)}`, `${hint}Its values: ${shown}`)
  }

  function checkExpression(text: string, path: string): void {
    try {
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

function valuesOfCategorical(parameter: Parameter): readonly Json[] | undefined {
  if ('values' in parameter) return parameter.values
  return parameter.distribution.kind === 'categorical' ? parameter.distribution.values : undefined
}
