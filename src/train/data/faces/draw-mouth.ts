import { between } from './between.js'
import { type Canvas, paint } from './canvas.js'
import { intersection } from './intersection.js'
import type { Expression } from './random-expression.js'
import type { Person } from './random-person.js'
import { stroke } from './stroke.js'
import type { Turn } from './turner.js'

/** Draws the mouth, open or closed, and what grows above it. */
export function drawMouth(canvas: Canvas, person: Person, expression: Expression, turn: Turn): void {
  const { mouthHeight, skin, lipThickness, lipDepth } = person
  const halfWidth = person.mouthWidth * expression.mouthWidth
  const [left] = turn(-halfWidth, mouthHeight)
  const [right, v0] = turn(halfWidth, mouthHeight)
  const [u0, radius] = [(left + right) / 2, (right - left) / 2]
  const { mouthCurve, mouthOpen, mouthSquare, mouthSlant, teeth } = expression
  const middle = (t: number) => v0 + mouthCurve * (0.5 - t * t) - mouthSlant * t
  const gap = (t: number) => mouthOpen * (1 - t * t) ** (0.5 - 0.3 * mouthSquare)
  const upper = (t: number) => middle(t) - 0.8 * gap(t)
  const lower = (t: number) => middle(t) + 1.2 * gap(t)

  if (person.moustache) {
    const hairs = [-0.9, -0.45, 0, 0.45, 0.9].map((t) => [u0 + 0.28 * t, v0 - 0.14 + 0.05 * t * t] as const)
    paint(canvas, stroke(hairs, 0.1), person.hair, 0.85)
  }
  const lip = Math.max(5, skin - lipDepth)
  if (mouthOpen > 0.01) {
    const inside = between(u0, radius, upper, lower)
    paint(canvas, inside, 20)
    if (teeth > 0) {
      const row = between(
        u0,
        radius,
        () => -2,
        (t) => middle(t) + 0.25 * gap(t),
      )
      paint(canvas, intersection(inside, row), 235, teeth)
    }
    paint(canvas, stroke(along(lower), lipThickness), lip)
  }
  paint(canvas, stroke(along(upper), lipThickness), lip)
  if (mouthOpen <= 0.01) paint(canvas, stroke(along(middle), 0.035), lip * 0.5)

  function along(curve: (t: number) => number) {
    return [-1, -0.75, -0.4, 0, 0.4, 0.75, 1].map((t) => [u0 + radius * t, curve(t)] as const)
  }
}
