/** Interleaves four rows of `length` values: value i of row r goes to `to + i * step + 4 r` (bytes). */
export function transpose(r0: usize, r1: usize, r2: usize, r3: usize, length: i32, to: usize, step: usize): void {
  let left = length
  while (left >= 4) {
    const v0 = v128.load(r0)
    const v1 = v128.load(r1)
    const v2 = v128.load(r2)
    const v3 = v128.load(r3)
    const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5)
    const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5)
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2))
    v128.store(to + step, v128.shuffle<f64>(low01, low23, 1, 3))
    const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7)
    const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7)
    v128.store(to + 2 * step, v128.shuffle<f64>(high01, high23, 0, 2))
    v128.store(to + 3 * step, v128.shuffle<f64>(high01, high23, 1, 3))
    r0 += 16
    r1 += 16
    r2 += 16
    r3 += 16
    to += 4 * step
    left -= 4
  }
  while (left > 0) {
    store<f32>(to, load<f32>(r0))
    store<f32>(to, load<f32>(r1), 4)
    store<f32>(to, load<f32>(r2), 8)
    store<f32>(to, load<f32>(r3), 12)
    r0 += 4
    r1 += 4
    r2 += 4
    r3 += 4
    to += step
    left--
  }
}
