import { multiply, workspaceSize } from './multiply'
import { setLeft } from './pack-left'
import { setRight, setRightTransposed } from './pack-right'
import {
  blockStep,
  countTiles,
  maxTiles,
  transformGradients,
  transformPatches,
  untransformTiles,
} from './winograd-tiles'
import { transformFilter, untransformFilter } from './winograd-transforms'

// Convolutions with a 3x3 filter and stride 1 by Winograd's minimal filtering, in tiles of 2x2 pixels of the result: 16
// multiplications for each where the plain way takes 36. The patches of a block of tiles are transformed into 16 matrices
// `[tiles, channels]`, multiplied by those that the filter was transformed into, and transformed back. All numbers of
// channels are multiples of 4.

/** Bytes that `convolveTiled` and `tiledFilterGrad` need. */
export function tiledWorkspaceSize(from: i32, to: i32): usize {
  const multiplying = max(workspaceSize(to, from), workspaceSize(to, maxTiles))
  return patchSize(max(from, to)) + matricesSize(from, to) + blockSize(from) + blockSize(to) + multiplying
}

/**
 * The convolution of the images `[batch, height, width, from]` with a filter `[3, 3, from, to]`; or, where `turned`, with a
 * filter `[3, 3, to, from]` that is turned by 180 degrees.
 */
export function convolveTiled(
  filter: usize,
  turned: bool,
  batch: i32,
  from: i32,
  to: i32,
  out: usize,
  workspace: usize,
): void {
  const filters = workspace + patchSize(max(from, to))
  const patches = filters + matricesSize(from, to)
  const products = patches + blockSize(from)
  const rest = products + blockSize(to)
  const fromPixel = (<usize>from) << 2
  const toPixel = (<usize>to) << 2
  const step = fromPixel * <usize>to
  transformFilter(filter, step, filters)

  const total = countTiles(batch)
  for (let first = 0; first < total; first += maxTiles) {
    const tiles = min(maxTiles, total - first)
    transformPatches(first, tiles, fromPixel, patches, workspace)
    for (let i = 0; i < 16; i++) {
      setLeft(patches + <usize>i * blockStep(fromPixel), from, false)
      // A filter that is turned changes the first rows and columns of its transform with the last.
      if (turned) setRightTransposed(filters + <usize>turn(i) * step, to, from)
      else setRight(filters + <usize>i * step, to)
      multiply(tiles, to, from, products + <usize>i * blockStep(toPixel), false, rest)
    }
    untransformTiles(first, tiles, toPixel, products, out)
  }
}

/** The gradient of the filter, from the images and dy `[batch, outHeight, outWidth, to]`: out `[3, 3, from, to]`. */
export function tiledFilterGrad(dy: usize, batch: i32, from: i32, to: i32, out: usize, workspace: usize): void {
  const matrices = workspace + patchSize(max(from, to))
  const patches = matrices + matricesSize(from, to)
  const gradients = patches + blockSize(from)
  const rest = gradients + blockSize(to)
  const fromPixel = (<usize>from) << 2
  const toPixel = (<usize>to) << 2
  const step = fromPixel * <usize>to

  const total = countTiles(batch)
  if (total === 0) memory.fill(matrices, 0, 16 * step)
  for (let first = 0; first < total; first += maxTiles) {
    const tiles = min(maxTiles, total - first)
    transformPatches(first, tiles, fromPixel, patches, workspace)
    transformGradients(first, tiles, toPixel, dy, gradients, workspace)
    for (let i = 0; i < 16; i++) {
      setLeft(patches + <usize>i * blockStep(fromPixel), from, true)
      setRight(gradients + <usize>i * blockStep(toPixel), to)
      multiply(from, to, tiles, matrices + <usize>i * step, first > 0, rest)
    }
  }
  untransformFilter(matrices, step, out)
}

/** Matrix (i, j) of 16 with 0 and 3 exchanged in both. */
function turn(matrix: i32): i32 {
  return 4 * turnLine(matrix >> 2) + turnLine(matrix & 3)
}

function turnLine(line: i32): i32 {
  return line === 0 || line === 3 ? 3 - line : line
}

function patchSize(channels: i32): usize {
  return (<usize>channels) << 6
}

function matricesSize(from: i32, to: i32): usize {
  return (<usize>(from * to)) << 6
}

function blockSize(channels: i32): usize {
  return 16 * blockStep((<usize>channels) << 2)
}
