/**
 * Gives the gradient of each window to its largest value, the first one of equals, row by row: x and dx
 * `[batch, height, width, channels]`, dy `[batch, outHeight, outWidth, channels]`. dx is overwritten.
 */
export function maxPoolGrad(
  x: usize,
  dy: usize,
  dx: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const pixel = (<usize>channels) << 2
  const row = <usize>width * pixel
  memory.fill(dx, 0, <usize>(batch * height) * row)
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < outHeight; i++) {
      const top = max(0, i * strideHeight - padTop)
      const rows = min(height, i * strideHeight - padTop + filterHeight) - top
      for (let j = 0; j < outWidth; j++) {
        const left = max(0, j * strideWidth - padLeft)
        const columns = min(width, j * strideWidth - padLeft + filterWidth) - left
        if (rows > 0 && columns > 0) {
          const at = <usize>(n * height + top) * row + <usize>left * pixel
          window(x + at, dy, dx + at, rows, columns, row, pixel)
        }
        dy += pixel
      }
    }
  }
}

function window(x: usize, dy: usize, dx: usize, rows: i32, columns: i32, row: usize, pixel: usize): void {
  let c: usize = 0
  for (; c + 16 <= pixel; c += 16) {
    let largest = v128.load(x + c)
    let where = i32x4.splat(0)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const value = v128.load(x + c + <usize>i * row + <usize>j * pixel)
        const larger = f32x4.gt(value, largest)
        largest = v128.bitselect(value, largest, larger)
        where = v128.bitselect(i32x4.splat(i * columns + j), where, larger)
      }
    }
    const gradient = v128.load(dy + c)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const target = dx + c + <usize>i * row + <usize>j * pixel
        const given = v128.and(gradient, i32x4.eq(where, i32x4.splat(i * columns + j)))
        v128.store(target, f32x4.add(v128.load(target), given))
      }
    }
  }
  for (; c < pixel; c += 4) {
    let largest = x + c
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const at = x + c + <usize>i * row + <usize>j * pixel
        if (load<f32>(at) > load<f32>(largest)) largest = at
      }
    }
    const target = dx + (largest - x)
    store<f32>(target, load<f32>(target) + load<f32>(dy + c))
  }
}
