import type { Shape } from './canvas.js'

/** What lies in both shapes. */
export function intersection(a: Shape, b: Shape): Shape {
  let other = new Float32Array(0)
  return {
    box: [
      Math.max(a.box[0], b.box[0]),
      Math.max(a.box[1], b.box[1]),
      Math.min(a.box[2], b.box[2]),
      Math.min(a.box[3], b.box[3]),
    ],
    distances(out, count, u, v, stepU, stepV) {
      if (other.length < count) other = new Float32Array(count)
      a.distances(out, count, u, v, stepU, stepV)
      b.distances(other, count, u, v, stepU, stepV)
      for (let i = 0; i < count; i++) if (other[i]! > out[i]!) out[i] = other[i]!
    },
  }
}
