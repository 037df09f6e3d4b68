import type { PointCurve } from '../../../analyze/figures/curves.js'
import { rounded } from '../labels/rounded.js'

/** The rows of curves, each step with the name of its point: `range` with the lowest and the highest beside the mean. */
export function curveRows(
  curves: readonly PointCurve[],
  name: (curve: PointCurve) => string,
  what: 'mean' | 'range' = 'mean',
): readonly Readonly<Record<string, string | number>>[] {
  return curves.flatMap((curve) => {
    const point = name(curve)
    return curve.steps.map(({ step, mean, low, high }) => ({
      ...{ point, step, mean: rounded(mean) },
      ...(what === 'range' ? { low: rounded(low), high: rounded(high) } : {}),
    }))
  })
}
