import type { RankedPoint } from '../../../analyze/analysis.js'
import type { Json } from '../../../core/json.js'
import { canonicalJson } from '../../../core/json.js'
import type { Sweep } from '../../../core/sweep.js'
import { valueText } from '../../value-text.js'

/** A parameter's value with those that always come with it, since they are zipped: `plateau, lr 0.01`. */
export function valueLabel(name: string, value: Json, sweep: Sweep, points: readonly RankedPoint[]): string {
  const text = canonicalJson(value)
  const having = points.filter(({ params }) => Object.hasOwn(params, name) && canonicalJson(params[name]!) === text)
  const others = sweep.zip.find((group) => group.includes(name))?.filter((other) => other !== name) ?? []
  const along = others.flatMap((other) => {
    const values = new Set(having.map(({ params }) => valueText(params[other] ?? null)))
    return values.size === 1 ? [`${other} ${[...values][0]}`] : []
  })
  return [valueText(value), ...along].join(', ')
}
