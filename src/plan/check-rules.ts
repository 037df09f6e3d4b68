import { didYouMean } from '../core/did-you-mean.js'
import type { Condition } from '../core/parameter.js'
import type { Sweep } from '../core/sweep.js'
import { planErrorAt } from './plan-error-at.js'
import type { SweepFile } from './sweep-file.js'

type Where = Pick<SweepFile, 'file' | 'positions'>

/**
 * Throws PlanError where a condition, `zip`, `include` or `exclude` names a parameter that the file does not have, and
 * where parameters that move together cannot.
 */
export function checkRules(sweep: Sweep, where: Where): void {
  const names = sweep.parameters.map(({ name }) => name)
  for (const { name, when } of sweep.parameters) {
    for (const used of when === undefined ? [] : namesIn(when)) {
      const path = `parameters.${name}.when${'match' in when! ? `.${used}` : ''}`
      if (used === name) throw planErrorAt(where, path, 'a parameter cannot depend on itself', 'Name another one')
      checkName(used, path)
    }
  }
  for (const key of ['include', 'exclude'] as const) {
    sweep[key].forEach((point, i) => {
      for (const name of Object.keys(point)) checkName(name, `${key}[${i}].${name}`)
    })
  }
  checkZip(sweep, checkName, where)

  function checkName(name: string, path: string): void {
    if (names.includes(name)) return
    const hint = `${didYouMean(name, names)}The file has: ${names.join(', ') || 'none'}`
    throw planErrorAt(where, path, `"${name}" is not a parameter of this file`, hint)
  }
}

function namesIn(condition: Condition): readonly string[] {
  return 'match' in condition ? Object.keys(condition.match) : []
}

function checkZip({ zip, parameters }: Sweep, checkName: (name: string, path: string) => void, where: Where): void {
  const used = new Map<string, number>()
  zip.forEach((group, i) => {
    const lengths = group.map((name, j) => {
      const path = `zip[${i}][${j}]`
      checkName(name, path)
      const other = used.get(name)
      if (other !== undefined) {
        throw planErrorAt(where, path, `"${name}" already stands in group ${other + 1}`, 'Join the two groups')
      }
      used.set(name, i)
      const parameter = parameters.find((one) => one.name === name)!
      if ('values' in parameter) return parameter.values.length
      throw planErrorAt(where, path, `"${name}" is drawn, and has no list to move along`, 'Give it values')
    })
    if (lengths.every((length) => length === lengths[0])) return
    const given = group.map((name, j) => `${name} has ${lengths[j]}`).join(', ')
    throw planErrorAt(where, `zip[${i}]`, `its parameters must have equally many values: ${given}`)
  })
}
