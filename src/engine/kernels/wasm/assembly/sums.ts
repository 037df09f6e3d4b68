// Sums over the rows of matrices `[places, channels]`, `width` bytes a row: `[channels]`. Rows are added up in groups, and
// then the groups, so that no sum of many small values grows large and loses them.

const group: i32 = 256

/** The sums of x. */
export function sum(x: usize, places: i32, width: usize, out: usize, part: usize): void {
  memory.fill(out, 0, width)
  for (let first = 0; first < places; first += group) {
    memory.fill(part, 0, width)
    const end = x + <usize>min(group, places - first) * width
    while (x < end) {
      let c: usize = 0
      for (; c + 16 <= width; c += 16) v128.store(part + c, f32x4.add(v128.load(part + c), v128.load(x + c)))
      for (; c < width; c += 4) store<f32>(part + c, load<f32>(part + c) + load<f32>(x + c))
      x += width
    }
    add(out, part, width)
  }
}

/** The sums of (x - mean) squared. */
export function square(x: usize, mean: usize, places: i32, width: usize, out: usize, part: usize): void {
  memory.fill(out, 0, width)
  for (let first = 0; first < places; first += group) {
    memory.fill(part, 0, width)
    const end = x + <usize>min(group, places - first) * width
    while (x < end) {
      let c: usize = 0
      for (; c + 16 <= width; c += 16) {
        const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c))
        v128.store(part + c, f32x4.add(v128.load(part + c), f32x4.mul(centred, centred)))
      }
      for (; c < width; c += 4) {
        const centred = load<f32>(x + c) - load<f32>(mean + c)
        store<f32>(part + c, load<f32>(part + c) + centred * centred)
      }
      x += width
    }
    add(out, part, width)
  }
}

/** The sums of what of dy passes where y is above the floor, and the sums of its product with (x - mean). */
export function sumPassed(
  dy: usize,
  x: usize,
  y: usize,
  mean: usize,
  floor: f32,
  places: i32,
  width: usize,
  out: usize,
  outProduct: usize,
  part: usize,
): void {
  const product = part + width
  const floor4 = f32x4.splat(floor)
  memory.fill(out, 0, width)
  memory.fill(outProduct, 0, width)
  for (let first = 0; first < places; first += group) {
    memory.fill(part, 0, 2 * width)
    const end = x + <usize>min(group, places - first) * width
    while (x < end) {
      let c: usize = 0
      for (; c + 16 <= width; c += 16) {
        const passed = v128.and(v128.load(dy + c), f32x4.gt(v128.load(y + c), floor4))
        const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c))
        v128.store(part + c, f32x4.add(v128.load(part + c), passed))
        v128.store(product + c, f32x4.add(v128.load(product + c), f32x4.mul(passed, centred)))
      }
      for (; c < width; c += 4) {
        const passed: f32 = load<f32>(y + c) > floor ? load<f32>(dy + c) : 0
        const centred = load<f32>(x + c) - load<f32>(mean + c)
        store<f32>(part + c, load<f32>(part + c) + passed)
        store<f32>(product + c, load<f32>(product + c) + passed * centred)
      }
      dy += width
      x += width
      y += width
    }
    add(out, part, width)
    add(outProduct, product, width)
  }
}

function add(out: usize, part: usize, width: usize): void {
  for (let c: usize = 0; c < width; c += 4) store<f32>(out + c, load<f32>(out + c) + load<f32>(part + c))
}
