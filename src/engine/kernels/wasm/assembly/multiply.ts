import { multiplyTile } from './multiply-tile'
import { packLeft } from './pack-left'
import { packRight } from './pack-right'

// The product of two matrices [m, k] and [k, n], in blocks that stay in the caches (Goto and van de Geijn, "Anatomy of
// high-performance matrix multiplication", 2008): `depth` of k at a time; of these all columns of the right factor are
// packed, then 128 rows after 128 rows of the left one, and the tiles of that block are multiplied.

const maxDepth: i32 = 256
const maxRows: i32 = 128
/** Between panels, so that they do not all fall into the same lines of the cache. */
const gap: usize = 64
const bytesOfZeros: usize = 1024
const bytesOfTile: usize = 128
/** Of a line of the cache. The heap's own blocks begin anywhere. */
const line: usize = 64

/** Bytes that `multiply` needs for its packed blocks. */
export function workspaceSize(n: i32, k: i32): usize {
  const depth = depthOf(k)
  return (
    line +
    bytesOfZeros +
    bytesOfTile +
    (<usize>maxRows >> 2) * leftPanel(depth) +
    (<usize>(n + 7) >> 3) * rightPanel(depth)
  )
}

/**
 * Multiplies what `setLeft` or `setLeftPatches` and `setRight` or `setRightTransposed` have named, and adds the product to
 * out `[m, n]` or puts it there.
 */
export function multiply(m: i32, n: i32, k: i32, out: usize, add: bool, workspace: usize): void {
  const depth = depthOf(k)
  const zeros = (workspace + line - 1) & ~(line - 1)
  const tile = zeros + bytesOfZeros
  const left = tile + bytesOfTile
  const right = left + (<usize>maxRows >> 2) * leftPanel(depth)
  memory.fill(zeros, 0, bytesOfZeros)
  if (k === 0 && !add) memory.fill(out, 0, (<usize>m * n) << 2)
  for (let k0 = 0; k0 < k; k0 += depth) {
    const deep = min(depth, k - k0)
    packRight(n, k0, deep, right, rightPanel(depth), zeros)
    for (let m0 = 0; m0 < m; m0 += maxRows) {
      const rows = min(maxRows, m - m0)
      packLeft(m0, rows, k0, deep, left, leftPanel(depth), zeros)
      const target = out + ((<usize>m0 * n) << 2)
      multiplyBlock(rows, n, deep, left, leftPanel(depth), right, rightPanel(depth), target, tile, add || k0 > 0)
    }
  }
}

function multiplyBlock(
  rows: i32,
  n: i32,
  depth: i32,
  left: usize,
  leftStep: usize,
  right: usize,
  rightStep: usize,
  out: usize,
  tile: usize,
  add: bool,
): void {
  const pitch = (<usize>n) << 2
  for (let j = 0; j < n; j += 8) {
    const b = right + (<usize>j >> 3) * rightStep
    for (let i = 0; i < rows; i += 4) {
      const a = left + (<usize>i >> 2) * leftStep
      const target = out + <usize>i * pitch + ((<usize>j) << 2)
      if (rows - i >= 4 && n - j >= 8) multiplyTile(a, b, depth, target, pitch, add)
      else {
        multiplyTile(a, b, depth, tile, 32, false)
        copyTile(tile, target, pitch, min(4, rows - i), min(8, n - j), add)
      }
    }
  }
}

/** The part of a tile that is inside the product. */
function copyTile(tile: usize, out: usize, pitch: usize, rows: i32, columns: i32, add: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const target = out + <usize>i * pitch + ((<usize>j) << 2)
      const value = load<f32>(tile + ((<usize>(i * 8 + j)) << 2))
      store<f32>(target, add ? load<f32>(target) + value : value)
    }
  }
}

/** Equal parts of k, as large as may be. */
function depthOf(k: i32): i32 {
  const parts = max(1, (k + maxDepth - 1) / maxDepth)
  return (k + parts - 1) / parts
}

function leftPanel(depth: i32): usize {
  return ((<usize>depth) << 4) + gap
}

function rightPanel(depth: i32): usize {
  return ((<usize>depth) << 5) + gap
}
