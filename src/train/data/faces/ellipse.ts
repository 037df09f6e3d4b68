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
