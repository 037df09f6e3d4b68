import { type Canvas, paint } from './canvas.js'
import type { Expression } from './expression.js'
import { type Person, type Scene, type Turn, turner } from './scene.js'
import { between, ellipse, intersection, stroke } from './shapes.js'

/** Draws a person's face with an expression on a canvas that shows the background. */
export function drawFace(canvas: Canvas, person: Person, expression: Expression, scene: Scene): void {
  const turn = turner(person.headWidth, scene)
  drawHead(canvas, person)
  for (const side of [-1, 1]) drawEye(canvas, person, expression, turn, side)
  drawNose(canvas, person, expression, turn)
  drawMouth(canvas, person, expression, turn)
  if (person.glasses) drawGlasses(canvas, person, turn)
  const { u, v, ru, rv, gray } = scene.blot
  if (ru > 0) paint(canvas, ellipse(u, v, ru, rv), gray)
}

function drawHead(canvas: Canvas, { headWidth, jaw, skin, hair, hairStyle, beard }: Person): void {
  if (hairStyle === 'long') paint(canvas, ellipse(0, 0.1, headWidth + 0.16, 1.2), hair)
  else if (hairStyle !== 'none') paint(canvas, ellipse(0, -0.22, headWidth + 0.06, 0.88), hair)
  for (const side of [-1, 1]) paint(canvas, ellipse(side * headWidth, 0, 0.09, 0.16), skin * 0.9)
  const skull = ellipse(0, -0.12, headWidth, 0.88)
  const chin = ellipse(0, 0.3, headWidth * (0.6 + 0.38 * jaw), 0.7)
  paint(canvas, skull, skin)
  paint(canvas, chin, skin)
  if (beard) paint(canvas, intersection(chin, between(0, 1, constant(0.42), constant(1))), hair, 0.7)
  const hairline = hairlines[hairStyle]
  if (hairline !== undefined) paint(canvas, intersection(skull, between(0, 1, constant(-1), hairline)), hair)
}

const constant = (v: number) => () => v

/** Down to where hair covers the forehead, at u. */
const hairlines: Readonly<Record<Person['hairStyle'], ((u: number) => number) | undefined>> = {
  none: undefined,
  short: (u) => -0.68 + 0.22 * u * u,
  fringe: (u) => -0.52 + 0.15 * u * u,
  long: (u) => -0.52 + 0.15 * u * u,
}

function drawEye(canvas: Canvas, person: Person, expression: Expression, turn: Turn, side: number): void {
  const { eyeDistance, eyeHeight, eyeWidth, iris, skin, hair } = person
  const [u, v] = turn(side * eyeDistance, eyeHeight)
  const [innerU] = turn(side * (eyeDistance - eyeWidth), eyeHeight)
  const [outerU] = turn(side * (eyeDistance + eyeWidth), eyeHeight)
  const halfWidth = Math.abs(outerU - innerU) / 2
  const halfHeight = 0.075 * expression.eyeOpen
  const opening = ellipse(u, v, halfWidth, halfHeight)
  paint(canvas, ellipse(u, v, halfWidth + 0.03, halfHeight + 0.035), skin * 0.6)
  paint(canvas, opening, Math.min(250, skin * 0.4 + 150))
  paint(canvas, intersection(opening, ellipse(u, v, 0.07, 0.07)), iris)

  const { browRaise, browTilt, browArch } = expression
  const height = eyeHeight - person.browHeight - browRaise
  const brow = [-1, -0.5, 0, 0.5, 1].map((t) =>
    turn(side * (eyeDistance + 0.01 + 0.2 * t), height - browTilt * t - browArch * (1 - t * t)),
  )
  paint(canvas, stroke(brow, person.browThickness), Math.min(hair, skin - 50), 0.9)
}

function drawNose(canvas: Canvas, person: Person, expression: Expression, turn: Turn): void {
  const { eyeHeight, noseLength, noseWidth, skin, eyeDistance, mouthHeight } = person
  const tip = eyeHeight + noseLength
  const dark = skin * 0.62
  paint(
    canvas,
    stroke([turn(-noseWidth, tip - 0.02), turn(0, tip + 0.03), turn(noseWidth, tip - 0.02)], 0.045),
    dark,
    0.8,
  )
  paint(canvas, stroke([turn(0.05, eyeHeight), turn(0.07, tip - 0.08)], 0.04), skin * 0.8, 0.7)
  const { frown, noseWrinkle, cheekFold } = expression
  for (const side of [-1, 1]) {
    if (frown > 0) {
      paint(
        canvas,
        stroke([turn(side * 0.05, eyeHeight - 0.22), turn(side * 0.06, eyeHeight - 0.05)], 0.04),
        dark,
        0.8 * frown,
      )
    }
    if (noseWrinkle > 0) {
      for (const drop of [0.05, 0.14]) {
        const fold = [turn(side * 0.04, eyeHeight + drop), turn(side * 0.17, eyeHeight + drop + 0.08)]
        paint(canvas, stroke(fold, 0.035), dark, 0.8 * noseWrinkle)
      }
    }
    if (cheekFold > 0.05) {
      const fold = [
        turn(side * (noseWidth + 0.05), tip - 0.02),
        turn(side * (noseWidth + 0.16), (tip + mouthHeight) / 2),
        turn(side * (eyeDistance + 0.06), mouthHeight + 0.02),
      ]
      paint(canvas, stroke(fold, 0.035), dark, 0.7 * Math.min(1, cheekFold))
    }
  }
}

function drawGlasses(canvas: Canvas, { eyeDistance, eyeHeight, skin }: Person, turn: Turn): void {
  const frame = skin > 150 ? 25 : 15
  for (const side of [-1, 1]) {
    const ring = Array.from({ length: 13 }, (_, i) => {
      const angle = (i / 6) * Math.PI
      return turn(side * eyeDistance + 0.22 * Math.cos(angle), eyeHeight + 0.02 + 0.19 * Math.sin(angle))
    })
    paint(canvas, stroke(ring, 0.045), frame, 0.9)
  }
  paint(canvas, stroke([turn(0.22 - eyeDistance, eyeHeight), turn(eyeDistance - 0.22, eyeHeight)], 0.045), frame, 0.9)
}

/** Draws the mouth, open or closed, and what grows above it. */
function drawMouth(canvas: Canvas, person: Person, expression: Expression, turn: Turn): void {
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
