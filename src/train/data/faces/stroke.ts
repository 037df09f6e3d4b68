import type { Shape } from './canvas.js'

/** A point in face coordinates. */
export type Point = readonly [u: number, v: number]

/** A line of one width with round ends through points. */
export function stroke(points: readonly Point[], width: number): Shape {
  const half = width / 2
  const us = new Float64Array(points.length)
  const vs = new Float64Array(points.length)
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let k = 0; k < points.length; k++) {
    const point = points[k]!
    us[k] = point[0]
    vs[k] = point[1]
    box[0] = Math.min(box[0], point[0] - half)
    box[1] = Math.min(box[1], point[1] - half)
    box[2] = Math.max(box[2], point[0] + half)
    box[3] = Math.max(box[3], point[1] + half)
  }
  return {
    box,
    distances(out, count, u, v, stepU, stepV) {
      out.fill(Infinity, 0, count)
      for (let k = 0; k + 1 < us.length; k++) {
        const du = us[k + 1]! - us[k]!
        const dv = vs[k + 1]! - vs[k]!
        const scale = 1 / (du * du + dv * dv + 1e-12)
        for (let i = 0; i < count; i++) {
          const fromU = u + i * stepU - us[k]!
          const fromV = v + i * stepV - vs[k]!
          const along = (fromU * du + fromV * dv) * scale
          const t = along < 0 ? 0 : along > 1 ? 1 : along
          const restU = fromU - t * du
          const restV = fromV - t * dv
          const squared = restU * restU + restV * restV
          if (squared < out[i]!) out[i] = squared
        }
      }
      for (let i = 0; i < count; i++) out[i] = Math.sqrt(out[i]!) - half
    },
  }
}
