import type { Shape } from './canvas.js'

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
