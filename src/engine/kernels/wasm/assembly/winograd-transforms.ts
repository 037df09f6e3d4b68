// The matrices of F(2x2, 3x3) (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2015, section 4.1):
//
//   B^T = 1  0 -1  0     G = 1    0    0      A^T = 1  1  1  0
//         0  1  1  0         1/2  1/2  1/2          0  1 -1 -1
//         0 -1  1  0         1/2 -1/2  1/2
//         0  1  0 -1         0    0    1
//
// A transform writes value (i, j) of its 4x4 result to matrix 4 i + j of 16; `step` is the bytes from one to the next.

/** B^T d B of a patch of 4x4 pixels, `row` bytes from row to row, `pixel` bytes long. */
export function transformPatch(d: usize, row: usize, pixel: usize, to: usize, step: usize): void {
  const p = pixel
  const q = pixel * 3
  for (let c: usize = 0; c < pixel; c += 16) {
    const r0 = d + c
    const r1 = r0 + row
    const r2 = r1 + row
    const r3 = r2 + row
    const target = to + c
    putPatchRow(
      minus(r0, r2),
      minus(r0 + p, r2 + p),
      minus(r0 + 2 * p, r2 + 2 * p),
      minus(r0 + q, r2 + q),
      target,
      step,
    )
    putPatchRow(
      plus(r1, r2),
      plus(r1 + p, r2 + p),
      plus(r1 + 2 * p, r2 + 2 * p),
      plus(r1 + q, r2 + q),
      target + 4 * step,
      step,
    )
    putPatchRow(
      minus(r2, r1),
      minus(r2 + p, r1 + p),
      minus(r2 + 2 * p, r1 + 2 * p),
      minus(r2 + q, r1 + q),
      target + 8 * step,
      step,
    )
    putPatchRow(
      minus(r1, r3),
      minus(r1 + p, r3 + p),
      minus(r1 + 2 * p, r3 + 2 * p),
      minus(r1 + q, r3 + q),
      target + 12 * step,
      step,
    )
  }
}

function putPatchRow(t0: v128, t1: v128, t2: v128, t3: v128, to: usize, step: usize): void {
  v128.store(to, f32x4.sub(t0, t2))
  v128.store(to + step, f32x4.add(t1, t2))
  v128.store(to + 2 * step, f32x4.sub(t2, t1))
  v128.store(to + 3 * step, f32x4.sub(t1, t3))
}

function plus(left: usize, right: usize): v128 {
  return f32x4.add(v128.load(left), v128.load(right))
}

function minus(left: usize, right: usize): v128 {
  return f32x4.sub(v128.load(left), v128.load(right))
}

/** A g A^T of four pixels of a gradient, upper left, upper right, lower left, lower right. */
export function transformGradient(
  g0: usize,
  g1: usize,
  g2: usize,
  g3: usize,
  pixel: usize,
  to: usize,
  step: usize,
): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    const upperLeft = v128.load(g0 + c)
    const upperRight = v128.load(g1 + c)
    const lowerLeft = v128.load(g2 + c)
    const lowerRight = v128.load(g3 + c)
    putGradientRow(upperLeft, upperRight, to + c, step)
    putGradientRow(f32x4.add(upperLeft, lowerLeft), f32x4.add(upperRight, lowerRight), to + c + 4 * step, step)
    putGradientRow(f32x4.sub(upperLeft, lowerLeft), f32x4.sub(upperRight, lowerRight), to + c + 8 * step, step)
    putGradientRow(f32x4.neg(lowerLeft), f32x4.neg(lowerRight), to + c + 12 * step, step)
  }
}

function putGradientRow(left: v128, right: v128, to: usize, step: usize): void {
  v128.store(to, left)
  v128.store(to + step, f32x4.add(left, right))
  v128.store(to + 2 * step, f32x4.sub(left, right))
  v128.store(to + 3 * step, f32x4.neg(right))
}

/** A^T m A, four pixels of a result: those to the right and below only where they are asked for. */
export function untransformTile(
  m: usize,
  step: usize,
  to: usize,
  row: usize,
  pixel: usize,
  hasRight: bool,
  hasLower: bool,
): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    const from = m + c
    const u0 = upper(from, step)
    const u1 = upper(from + step, step)
    const u2 = upper(from + 2 * step, step)
    const u3 = upper(from + 3 * step, step)
    v128.store(to + c, f32x4.add(f32x4.add(u0, u1), u2))
    if (hasRight) v128.store(to + c + pixel, f32x4.sub(f32x4.sub(u1, u2), u3))
    if (!hasLower) continue
    const l0 = lower(from, step)
    const l1 = lower(from + step, step)
    const l2 = lower(from + 2 * step, step)
    const l3 = lower(from + 3 * step, step)
    v128.store(to + c + row, f32x4.add(f32x4.add(l0, l1), l2))
    if (hasRight) v128.store(to + c + row + pixel, f32x4.sub(f32x4.sub(l1, l2), l3))
  }
}

function upper(column: usize, step: usize): v128 {
  const sum = f32x4.add(v128.load(column), v128.load(column + 4 * step))
  return f32x4.add(sum, v128.load(column + 8 * step))
}

function lower(column: usize, step: usize): v128 {
  const difference = f32x4.sub(v128.load(column + 4 * step), v128.load(column + 8 * step))
  return f32x4.sub(difference, v128.load(column + 12 * step))
}

/** G w G^T of a filter `[3, 3, ...]` whose pixels are `pixel` bytes long. */
export function transformFilter(w: usize, pixel: usize, to: usize): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    const from = w + c
    const target = to + c
    for (let j = 0; j < 3; j++) {
      const w0 = v128.load(from + <usize>j * pixel)
      const w1 = v128.load(from + <usize>(3 + j) * pixel)
      const w2 = v128.load(from + <usize>(6 + j) * pixel)
      // The columns of G w, for now in the first three columns of the result.
      putFilterLine(w0, w1, w2, target + <usize>j * pixel, 4 * pixel)
    }
    for (let i = 0; i < 4; i++) {
      const line = target + <usize>(4 * i) * pixel
      putFilterLine(v128.load(line), v128.load(line + pixel), v128.load(line + 2 * pixel), line, pixel)
    }
  }
}

function putFilterLine(w0: v128, w1: v128, w2: v128, to: usize, step: usize): void {
  const half = f32x4.splat(0.5)
  const ends = f32x4.mul(f32x4.add(w0, w2), half)
  const middle = f32x4.mul(w1, half)
  v128.store(to, w0)
  v128.store(to + step, f32x4.add(ends, middle))
  v128.store(to + 2 * step, f32x4.sub(ends, middle))
  v128.store(to + 3 * step, w2)
}

/** G^T m G, the gradient of a filter; m is overwritten. */
export function untransformFilter(m: usize, pixel: usize, to: usize): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    for (let j = 0; j < 4; j++) {
      const column = m + c + <usize>j * pixel
      getFilterLine(column, 4 * pixel, column, 4 * pixel)
    }
    for (let i = 0; i < 3; i++) {
      getFilterLine(m + c + <usize>(4 * i) * pixel, pixel, to + c + <usize>(3 * i) * pixel, pixel)
    }
  }
}

function getFilterLine(from: usize, step: usize, to: usize, toStep: usize): void {
  const half = f32x4.splat(0.5)
  const m0 = v128.load(from)
  const m1 = f32x4.mul(v128.load(from + step), half)
  const m2 = f32x4.mul(v128.load(from + 2 * step), half)
  const m3 = v128.load(from + 3 * step)
  const sum = f32x4.add(m1, m2)
  v128.store(to, f32x4.add(m0, sum))
  v128.store(to + toStep, f32x4.sub(m1, m2))
  v128.store(to + 2 * toStep, f32x4.add(sum, m3))
}
