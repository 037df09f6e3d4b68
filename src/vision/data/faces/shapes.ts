import type { Shape } from './canvas.js'

/** An ellipse; the distance is right to the first order at its edge, which is all that painting looks at. */
export function ellipse(u0: number, v0: number, radiusU: number, radiusV: number): Shape {
  const inverseU = 1 / radiusU
  const inverseV = 1 / radiusV
  // How far the implicit function a^2 + b^2 - 1 can be from 0 at a distance of 0.1; beyond, its sign is enough.
  const reach = 0.1 * Math.max(inverseU, inverseV)
  const edge = 2 * reach + reach * reach
  return {
    box: [u0 - radiusU, v0 - radiusV, u0 + radiusU, v0 + radiusV],
    distances(out, count, u, v, stepU, stepV) {
      const a = (u - u0) * inverseU
      const b = (v - v0) * inverseV
      const stepA = stepU * inverseU
      const stepB = stepV * inverseV
      // Along a row the implicit function is a parabola.
      const squared = stepA * stepA + stepB * stepB
      const linear = 2 * (a * stepA + b * stepB)
      const constant = a * a + b * b - 1
      for (let i = 0; i < count; i++) {
        const implicit = (squared * i + linear) * i + constant
        if (implicit > edge || implicit < -edge) {
          out[i] = implicit
          continue
        }
        const slopeU = (a + i * stepA) * inverseU
        const slopeV = (b + i * stepB) * inverseV
        // Over the length of its gradient.
        out[i] = implicit / (2 * Math.sqrt(slopeU * slopeU + slopeV * slopeV) + 1e-9)
      }
    },
  }
}

/** A point in face coordinates. */
type Point = readonly [u: number, v: number]

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

/**
 * What lies between two curves v(t), upper and lower, over t from -1 to 1 across the width 2 * radius about u0.
 * The curves are looked at in 25 places and straight between them.
 */
export function between(u0: number, radius: number, upper: (t: number) => number, lower: (t: number) => number): Shape {
  const tops = sampled(upper)
  const bottoms = sampled(lower)
  return {
    box: [u0 - radius, tops.reduce(lesser), u0 + radius, bottoms.reduce(greater)],
    distances(out, count, u, v, stepU, stepV) {
      for (let i = 0; i < count; i++) {
        const place = ((u + i * stepU - u0) / radius + 1) * (pieces / 2)
        if (place <= 0 || place >= pieces) {
          out[i] = Infinity
          continue
        }
        const k = Math.trunc(place)
        const part = place - k
        const height = v + i * stepV
        const above = tops[k]! + part * (tops[k + 1]! - tops[k]!) - height
        const below = height - bottoms[k]! - part * (bottoms[k + 1]! - bottoms[k]!)
        out[i] = above > below ? above : below
      }
    },
  }
}

const pieces = 24

const lesser = (a: number, b: number) => (a < b ? a : b)
const greater = (a: number, b: number) => (a > b ? a : b)

function sampled(curve: (t: number) => number): Float64Array {
  const samples = new Float64Array(pieces + 1)
  for (let k = 0; k <= pieces; k++) samples[k] = curve((2 * k) / pieces - 1)
  return samples
}

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
