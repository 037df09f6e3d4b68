import { transformGradient, transformPatch, untransformTile } from './winograd-transforms'

// The tiles of 2x2 pixels that make up the result of a convolution, row by row, all images after one another, and the
// patches of 4x4 pixels of the images that they are made from. Up to `maxTiles` of them are a block: 16 matrices
// `[tiles, channels]`.

export const maxTiles: i32 = 128

let data: usize = 0
let height: i32 = 0
let width: i32 = 0
let top: i32 = 0
let left: i32 = 0
let outHeight: i32 = 0
let outWidth: i32 = 0

/** Images `[..., height, width, channels]`, zeros above and to the left of them, and the size of the result. */
export function setTiledImages(
  images: usize,
  imageHeight: i32,
  imageWidth: i32,
  padTop: i32,
  padLeft: i32,
  resultHeight: i32,
  resultWidth: i32,
): void {
  data = images
  height = imageHeight
  width = imageWidth
  top = padTop
  left = padLeft
  outHeight = resultHeight
  outWidth = resultWidth
}

export function countTiles(batch: i32): i32 {
  return batch * tilesInImage()
}

/** The patches of the images that so many tiles from `first` on are made from. */
export function transformPatches(first: i32, tiles: i32, pixel: usize, to: usize, patch: usize): void {
  const row = <usize>width * pixel
  const columns = tilesInRow()
  for (let i = 0; i < tiles; i++) {
    const tile = first + i
    const n = tile / tilesInImage()
    const y = ((tile / columns) % tilesInColumn()) * 2 - top
    const x = (tile % columns) * 2 - left
    const target = to + <usize>i * pixel
    const step = blockStep(pixel)
    const isInside = y >= 0 && x >= 0 && y + 4 <= height && x + 4 <= width
    if (isInside) transformPatch(data + pixelIndex(n, y, x) * pixel, row, pixel, target, step)
    else {
      copyPatch(n, y, x, pixel, patch)
      transformPatch(patch, 4 * pixel, pixel, target, step)
    }
  }
}

/** A patch that reaches beyond its image, with zeros there. */
function copyPatch(n: i32, y: i32, x: i32, pixel: usize, to: usize): void {
  for (let i = y; i < y + 4; i++) {
    for (let j = x; j < x + 4; j++) {
      const isInside = <u32>i < <u32>height && <u32>j < <u32>width
      const from = data + pixelIndex(n, i, j) * pixel
      // A loop, because calls of memory.copy take longer than copying a pixel.
      for (let c: usize = 0; c < pixel; c += 16) v128.store(to + c, isInside ? v128.load(from + c) : f32x4.splat(0))
      to += pixel
    }
  }
}

/** The tiles of dy, with zeros for pixels beyond it. */
export function transformGradients(first: i32, tiles: i32, pixel: usize, dy: usize, to: usize, zeros: usize): void {
  memory.fill(zeros, 0, pixel)
  const columns = tilesInRow()
  const row = <usize>outWidth * pixel
  for (let i = 0; i < tiles; i++) {
    const tile = first + i
    const n = tile / tilesInImage()
    const y = ((tile / columns) % tilesInColumn()) * 2
    const x = (tile % columns) * 2
    const g = dy + <usize>((n * outHeight + y) * outWidth + x) * pixel
    const hasRight = x + 1 < outWidth
    const hasLower = y + 1 < outHeight
    transformGradient(
      g,
      hasRight ? g + pixel : zeros,
      hasLower ? g + row : zeros,
      hasRight && hasLower ? g + row + pixel : zeros,
      pixel,
      to + <usize>i * pixel,
      blockStep(pixel),
    )
  }
}

/** The tiles of the result, without pixels beyond it. */
export function untransformTiles(first: i32, tiles: i32, pixel: usize, from: usize, out: usize): void {
  const columns = tilesInRow()
  const row = <usize>outWidth * pixel
  for (let i = 0; i < tiles; i++) {
    const tile = first + i
    const n = tile / tilesInImage()
    const y = ((tile / columns) % tilesInColumn()) * 2
    const x = (tile % columns) * 2
    const target = out + <usize>((n * outHeight + y) * outWidth + x) * pixel
    const step = blockStep(pixel)
    untransformTile(from + <usize>i * pixel, step, target, row, pixel, x + 1 < outWidth, y + 1 < outHeight)
  }
}

function pixelIndex(n: i32, y: i32, x: i32): usize {
  return <usize>((n * height + y) * width + x)
}

function tilesInRow(): i32 {
  return (outWidth + 1) >> 1
}

function tilesInColumn(): i32 {
  return (outHeight + 1) >> 1
}

function tilesInImage(): i32 {
  return tilesInRow() * tilesInColumn()
}

/** Bytes from one matrix of a block to the next; the gap keeps them out of each other's lines of the cache. */
export function blockStep(pixel: usize): usize {
  return <usize>maxTiles * pixel + 64
}
