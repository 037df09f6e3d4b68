/**
 * The innermost loop: a tile of 4 x 8 values of a product, kept in registers, from `a` packed as `[depth][4]` and `b`
 * packed as `[depth][8]`. `out` has `pitch` bytes from row to row.
 *
 * 4 x 8 with one step a turn is what V8 keeps in the 16 registers of x86: larger tiles and unrolled loops were measured
 * and are slower, because V8 moves loads to the front and runs out of registers.
 */
export function multiplyTile(a: usize, b: usize, depth: i32, out: usize, pitch: usize, add: bool): void {
  let c00 = f32x4.splat(0)
  let c01 = f32x4.splat(0)
  let c10 = f32x4.splat(0)
  let c11 = f32x4.splat(0)
  let c20 = f32x4.splat(0)
  let c21 = f32x4.splat(0)
  let c30 = f32x4.splat(0)
  let c31 = f32x4.splat(0)
  const end = a + ((<usize>depth) << 4)
  while (a < end) {
    const four = v128.load(a)
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    const a0 = v128.shuffle<f32>(four, four, 0, 0, 0, 0)
    c00 = f32x4.add(c00, f32x4.mul(a0, b0))
    c01 = f32x4.add(c01, f32x4.mul(a0, b1))
    const a1 = v128.shuffle<f32>(four, four, 1, 1, 1, 1)
    c10 = f32x4.add(c10, f32x4.mul(a1, b0))
    c11 = f32x4.add(c11, f32x4.mul(a1, b1))
    const a2 = v128.shuffle<f32>(four, four, 2, 2, 2, 2)
    c20 = f32x4.add(c20, f32x4.mul(a2, b0))
    c21 = f32x4.add(c21, f32x4.mul(a2, b1))
    const a3 = v128.shuffle<f32>(four, four, 3, 3, 3, 3)
    c30 = f32x4.add(c30, f32x4.mul(a3, b0))
    c31 = f32x4.add(c31, f32x4.mul(a3, b1))
    a += 16
    b += 32
  }
  put(out, add, c00, c01)
  put(out + pitch, add, c10, c11)
  put(out + 2 * pitch, add, c20, c21)
  put(out + 3 * pitch, add, c30, c31)
}

function put(out: usize, add: bool, left: v128, right: v128): void {
  v128.store(out, add ? f32x4.add(v128.load(out), left) : left)
  v128.store(out, add ? f32x4.add(v128.load(out, 16), right) : right, 16)
}
