/** A square gray picture and where the face's own coordinates lie in it. */
export interface Canvas {
  /** Pixels in one row, and rows. */
  readonly side: number
  /** Gray 0..255, [side, side]. */
  readonly gray: Float32Array
  /** Room to work in, [side]. */
  readonly row: Float32Array
  readonly view: View
}

/** Face coordinates: the origin between nose and eyes, v downwards, a head about 2 high. */
export interface View {
  /** Where the origin lies, in pixels. */
  readonly x: number
  readonly y: number
  /** Pixels per face unit. */
  readonly scale: number
  /** Radians, clockwise. */
  readonly rotation: number
}

/** A shape by its signed distance, negative inside, and a box around it; all in face units. */
export interface Shape {
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
  /**
   * Writes the distances of `count` points in a row, the first at (u, v), each one step from the last, from out[0] on.
   * By rows because a call for every point would cost more than the distance itself. Beyond 0.1 only the sign counts.
   */
  distances(out: Float32Array, count: number, u: number, v: number, stepU: number, stepV: number): void
}

/** Paints a shape in one gray, its edge blended over one pixel. Opacity 0..1. */
export function paint({ side, gray, row, view }: Canvas, shape: Shape, tone: number, opacity = 1): void {
  const { scale } = view
  const cos = Math.cos(view.rotation) / scale
  const sin = Math.sin(view.rotation) / scale
  const { firstX, firstY, lastX, lastY } = pixelBox(shape.box, view, side)
  const count = lastX - firstX + 1
  const dx = firstX + 0.5 - view.x
  for (let y = firstY; y <= lastY; y++) {
    const dy = y + 0.5 - view.y
    shape.distances(row, count, dx * cos + dy * sin, dy * cos - dx * sin, cos, -sin)
    const start = y * side + firstX
    for (let i = 0; i < count; i++) {
      const cover = 0.5 - row[i]! * scale
      if (cover <= 0) continue
      const under = gray[start + i]!
      gray[start + i] = under + (tone - under) * (cover < 1 ? cover * opacity : opacity)
    }
  }
}

/** The pixels that a box in face coordinates may touch. */
function pixelBox([left, top, right, bottom]: Shape['box'], view: View, side: number) {
  const cos = Math.cos(view.rotation) * view.scale
  const sin = Math.sin(view.rotation) * view.scale
  const x = view.x + (cos * (left + right) - sin * (top + bottom)) / 2
  const y = view.y + (sin * (left + right) + cos * (top + bottom)) / 2
  const reachX = (Math.abs(cos) * (right - left) + Math.abs(sin) * (bottom - top)) / 2 + 1
  const reachY = (Math.abs(sin) * (right - left) + Math.abs(cos) * (bottom - top)) / 2 + 1
  return {
    firstX: Math.max(0, Math.floor(x - reachX)),
    firstY: Math.max(0, Math.floor(y - reachY)),
    lastX: Math.min(side - 1, Math.ceil(x + reachX)),
    lastY: Math.min(side - 1, Math.ceil(y + reachY)),
  }
}
