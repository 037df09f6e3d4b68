import type { PointCurve } from '../../../analyze/figures/curves.js'
import { rounded } from '../labels/rounded.js'
import type { Spec } from '../picture.js'
import { width } from '../theme.js'
import { curveRows } from './curve-rows.js'

/** The learning rate of the points in colour; by powers of ten where it spans more than one of them. */
export function rateView(rates: readonly PointCurve[], name: (curve: PointCurve) => string, encoding: Spec): Spec {
  const values = rates.flatMap(({ steps }) => steps.map(({ mean }) => mean))
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const type = least > 0 && most / least > 9 ? 'log' : 'linear'
  return {
    width,
    height: 90,
    data: { values: curveRows(rates, name) },
    mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
    encoding: {
      ...encoding,
      y: {
        field: 'mean',
        type: 'quantitative',
        title: 'lr',
        scale: { type },
        axis: { format: '~g', ...(type === 'log' ? { values: powersWithin(least, most) } : { tickCount: 3 }) },
      },
    },
  }
}

/** Both ends and the powers of ten between them. */
function powersWithin(least: number, most: number): readonly number[] {
  const powers: number[] = []
  for (let power = Math.ceil(Math.log10(least)); power <= Math.log10(most); power++) powers.push(10 ** power)
  return [...new Set([rounded(least), ...powers.map(rounded), rounded(most)])]
}
