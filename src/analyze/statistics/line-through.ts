import { tTestP } from './t-test-p.js'

/** A line of least squares. */
export interface Line {
  readonly slope: number
  /** Two-sided, of the t-test that there is no slope; 0 for points that lie on a slope. */
  readonly p: number
}

/** The line through three or more points [x, y] (Draper and Smith, "Applied Regression Analysis", 1998, chapter 1). */
export function lineThrough(points: readonly (readonly [number, number])[]): Line {
  const count = points.length
  const [middleX, middleY] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis as 0 | 1], 0) / count)
  let [xx, xy, yy] = [0, 0, 0]
  for (const [x, y] of points) {
    xx += (x - middleX!) ** 2
    xy += (x - middleX!) * (y - middleY!)
    yy += (y - middleY!) ** 2
  }
  const slope = xy / xx
  const rest = Math.max(0, yy - slope * xy)
  if (rest === 0) return { slope, p: slope === 0 ? 1 : 0 }
  return { slope, p: tTestP(slope / Math.sqrt(rest / (count - 2) / xx), count - 2) }
}
