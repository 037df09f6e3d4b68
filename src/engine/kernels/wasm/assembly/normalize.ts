import { square, sum, sumPassed } from './sums'

/** Bytes that `normalize` and `normalizeGrad` need beside their results. */
export function normalizeWorkspace(channels: i32): usize {
  return (<usize>channels) << 4
}

/**
 * The larger of `floor` and (x - mean) / sqrt(variance + epsilon) * gamma + beta, with the mean and the variance of each
 * channel over all places: x `[places, channels]` -> y, and mean and variance `[channels]`. A floor of 0 makes it a
 * ReLU, -Infinity changes nothing.
 */
export function normalize(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  mean: usize,
  variance: usize,
  places: i32,
  channels: i32,
  epsilon: f32,
  floor: f32,
  workspace: usize,
): void {
  const width = (<usize>channels) << 2
  sum(x, places, width, mean, workspace)
  divide(mean, <f32>places, width)
  square(x, mean, places, width, variance, workspace)
  divide(variance, <f32>places, width)
  const scale = workspace
  for (let c: usize = 0; c < width; c += 4) {
    store<f32>(scale + c, load<f32>(gamma + c) / sqrt(load<f32>(variance + c) + epsilon))
  }

  const floor4 = f32x4.splat(floor)
  const end = x + <usize>places * width
  while (x < end) {
    let c: usize = 0
    for (; c + 16 <= width; c += 16) {
      const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c))
      const value = f32x4.add(f32x4.mul(centred, v128.load(scale + c)), v128.load(beta + c))
      // The floor where the value is less, else the value, NaN included.
      v128.store(y + c, f32x4.pmax(value, floor4))
    }
    for (; c < width; c += 4) {
      const centred = load<f32>(x + c) - load<f32>(mean + c)
      const value = centred * load<f32>(scale + c) + load<f32>(beta + c)
      store<f32>(y + c, value < floor ? floor : value)
    }
    x += width
    y += width
  }
}

/** The gradients of `normalize`: dx `[places, channels]`, dgamma and dbeta `[channels]`. */
export function normalizeGrad(
  dy: usize,
  x: usize,
  y: usize,
  gamma: usize,
  mean: usize,
  variance: usize,
  dx: usize,
  dgamma: usize,
  dbeta: usize,
  places: i32,
  channels: i32,
  epsilon: f32,
  floor: f32,
  workspace: usize,
): void {
  const width = (<usize>channels) << 2
  sumPassed(dy, x, y, mean, floor, places, width, dbeta, dgamma, workspace)
  // dx = scale * (passed - level - (x - mean) * slope), with the means of what passes and of its product with x.
  const scale = workspace
  const level = scale + width
  const slope = level + width
  for (let c: usize = 0; c < width; c += 4) {
    const inverse = <f32>1 / sqrt(load<f32>(variance + c) + epsilon)
    const product = load<f32>(dgamma + c) * inverse
    store<f32>(dgamma + c, product)
    store<f32>(scale + c, load<f32>(gamma + c) * inverse)
    store<f32>(level + c, load<f32>(dbeta + c) / <f32>places)
    store<f32>(slope + c, (product / <f32>places) * inverse)
  }

  const floor4 = f32x4.splat(floor)
  const end = x + <usize>places * width
  while (x < end) {
    let c: usize = 0
    for (; c + 16 <= width; c += 16) {
      const passed = v128.and(v128.load(dy + c), f32x4.gt(v128.load(y + c), floor4))
      const centred = f32x4.sub(v128.load(x + c), v128.load(mean + c))
      const level4 = f32x4.sub(passed, v128.load(level + c))
      const sloping = f32x4.sub(level4, f32x4.mul(centred, v128.load(slope + c)))
      v128.store(dx + c, f32x4.mul(sloping, v128.load(scale + c)))
    }
    for (; c < width; c += 4) {
      const passed: f32 = load<f32>(y + c) > floor ? load<f32>(dy + c) : 0
      const centred = load<f32>(x + c) - load<f32>(mean + c)
      const sloping = passed - load<f32>(level + c) - centred * load<f32>(slope + c)
      store<f32>(dx + c, sloping * load<f32>(scale + c))
    }
    dy += width
    x += width
    y += width
    dx += width
  }
}

function divide(values: usize, by: f32, width: usize): void {
  for (let c: usize = 0; c < width; c += 4) store<f32>(values + c, load<f32>(values + c) / by)
}
