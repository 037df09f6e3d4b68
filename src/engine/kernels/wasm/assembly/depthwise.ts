// The gradients of depthwise convolutions: x and dx `[batch, height, width, channels]`, dy `[batch, outHeight, outWidth,
// channels * multiplier]`, filter and its gradient `[filterHeight, filterWidth, channels, multiplier]`. Channels are the
// innermost; with a multiplier of 1 they go by fours.

let height: i32 = 0
let width: i32 = 0
let channels: i32 = 0
let multiplier: i32 = 0
let outHeight: i32 = 0
let outWidth: i32 = 0
let filterHeight: i32 = 0
let filterWidth: i32 = 0
let strideHeight: i32 = 0
let strideWidth: i32 = 0
let padTop: i32 = 0
let padLeft: i32 = 0

/** The sizes for the calls that follow: of one image, of its result, of the filter. */
export function setDepthwise(h: i32, w: i32, c: i32, m: i32, oh: i32, ow: i32, fh: i32, fw: i32): void {
  height = h
  width = w
  channels = c
  multiplier = m
  outHeight = oh
  outWidth = ow
  filterHeight = fh
  filterWidth = fw
}

/** The way of the filter for the calls that follow. */
export function setDepthwiseSteps(rows: i32, columns: i32, top: i32, left: i32): void {
  strideHeight = rows
  strideWidth = columns
  padTop = top
  padLeft = left
}

/** x, dy -> the gradient of the filter. Each row of dy is added up by itself: no sum of many small values grows large. */
export function depthwiseFilterGrad(x: usize, dy: usize, out: usize, batch: i32): void {
  const pixel = (<usize>channels) << 2
  const outPixel = pixel * <usize>multiplier
  memory.fill(out, 0, <usize>(filterHeight * filterWidth) * outPixel)
  for (let row = 0; row < batch * outHeight; row++) {
    const dyRow = dy + <usize>(row * outWidth) * outPixel
    for (let i = 0; i < filterHeight; i++) {
      const y = (row % outHeight) * strideHeight + i - padTop
      if (y < 0 || y >= height) continue
      const xRow = x + <usize>((row / outHeight) * height + y) * <usize>width * pixel
      for (let j = 0; j < filterWidth; j++) {
        const first = firstColumn(j)
        const count = endColumn(j) - first
        if (count <= 0) continue
        const seen = xRow + <usize>(first * strideWidth + j - padLeft) * pixel
        addProducts(seen, dyRow + <usize>first * outPixel, out + <usize>(i * filterWidth + j) * outPixel, count)
      }
    }
  }
}

/** dy, filter -> the gradient of the images. */
export function depthwiseInputGrad(dy: usize, filter: usize, dx: usize, batch: i32): void {
  const pixel = (<usize>channels) << 2
  const outPixel = pixel * <usize>multiplier
  memory.fill(dx, 0, <usize>(batch * height) * <usize>width * pixel)
  for (let row = 0; row < batch * outHeight; row++) {
    const dyRow = dy + <usize>(row * outWidth) * outPixel
    for (let i = 0; i < filterHeight; i++) {
      const y = (row % outHeight) * strideHeight + i - padTop
      if (y < 0 || y >= height) continue
      const dxRow = dx + <usize>((row / outHeight) * height + y) * <usize>width * pixel
      for (let j = 0; j < filterWidth; j++) {
        const first = firstColumn(j)
        const count = endColumn(j) - first
        if (count <= 0) continue
        const seen = dxRow + <usize>(first * strideWidth + j - padLeft) * pixel
        spread(dyRow + <usize>first * outPixel, filter + <usize>(i * filterWidth + j) * outPixel, seen, count)
      }
    }
  }
}

/** The first column of the result for which column j of the filter lies inside of the image. */
function firstColumn(j: i32): i32 {
  const before = padLeft - j
  return before <= 0 ? 0 : (before + strideWidth - 1) / strideWidth
}

/** The column behind the last such. */
function endColumn(j: i32): i32 {
  const last = width - 1 + padLeft - j
  return last < 0 ? 0 : min(outWidth, last / strideWidth + 1)
}

/** out += the sum over `count` columns of x * dy. */
function addProducts(x: usize, dy: usize, out: usize, count: i32): void {
  const pixel = (<usize>channels) << 2
  const outPixel = pixel * <usize>multiplier
  const step = pixel * <usize>strideWidth
  let c: usize = 0
  for (; multiplier === 1 && c + 16 <= pixel; c += 16) {
    let sum = f32x4.splat(0)
    let a = x + c
    let b = dy + c
    for (let k = 0; k < count; k++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(a), v128.load(b)))
      a += step
      b += outPixel
    }
    v128.store(out + c, f32x4.add(v128.load(out + c), sum))
  }
  for (; c < pixel; c += 4) {
    for (let m: usize = 0; m < <usize>multiplier; m++) {
      const at = c * <usize>multiplier + (m << 2)
      let sum: f32 = 0
      let a = x + c
      let b = dy + at
      for (let k = 0; k < count; k++) {
        sum += load<f32>(a) * load<f32>(b)
        a += step
        b += outPixel
      }
      store<f32>(out + at, load<f32>(out + at) + sum)
    }
  }
}

/** dx += dy * filter, in each of `count` columns. */
function spread(dy: usize, filter: usize, dx: usize, count: i32): void {
  const pixel = (<usize>channels) << 2
  const outPixel = pixel * <usize>multiplier
  const step = pixel * <usize>strideWidth
  let c: usize = 0
  for (; multiplier === 1 && c + 16 <= pixel; c += 16) {
    const factor = v128.load(filter + c)
    let a = dx + c
    let b = dy + c
    for (let k = 0; k < count; k++) {
      v128.store(a, f32x4.add(v128.load(a), f32x4.mul(v128.load(b), factor)))
      a += step
      b += outPixel
    }
  }
  for (; c < pixel; c += 4) {
    for (let m: usize = 0; m < <usize>multiplier; m++) {
      const at = c * <usize>multiplier + (m << 2)
      const factor = load<f32>(filter + at)
      let a = dx + c
      let b = dy + at
      for (let k = 0; k < count; k++) {
        store<f32>(a, load<f32>(a) + load<f32>(b) * factor)
        a += step
        b += outPixel
      }
    }
  }
}
