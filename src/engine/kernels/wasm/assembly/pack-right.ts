import { transpose } from './transpose'

// Packs rows k to k + depth of the right factor as `[columns / 8][depth][8]`, with zeros for columns that are missing.

let transposed: bool = false
let data: usize = 0
let pitch: usize = 0
let segment: i32 = 0
let segmentPitch: usize = 0

/** The right factor is a matrix `[k, n]`. */
export function setRight(matrix: usize, columns: i32): void {
  transposed = false
  data = matrix
  pitch = (<usize>columns) << 2
}

/**
 * The right factor is given transposed, in segments: matrices `[n, length]` one after another, each holding the next
 * `length` rows of the factor as its columns. A matrix `[n, k]` is one segment of length k; a filter with its channels
 * swapped has a segment for every pixel.
 */
export function setRightTransposed(matrices: usize, columns: i32, length: i32): void {
  transposed = true
  data = matrices
  pitch = (<usize>length) << 2
  segment = length
  segmentPitch = <usize>columns * pitch
}

export function packRight(columns: i32, k: i32, depth: i32, to: usize, panel: usize, zeros: usize): void {
  if (transposed) packTransposed(columns, k, depth, to, panel, zeros)
  else packRows(columns, k, depth, to, panel)
}

function packRows(columns: i32, k: i32, depth: i32, to: usize, panel: usize): void {
  const start = data + <usize>k * pitch
  // A few rows at a time fill lines of the cache at each place that is written to.
  for (let d = 0; d < depth; d += 4) {
    const end = min(d + 4, depth)
    for (let j = 0; j < columns; j += 8) {
      let target = to + (<usize>j >> 3) * panel + ((<usize>d) << 5)
      for (let row = d; row < end; row++) {
        copyEight(start + <usize>row * pitch + ((<usize>j) << 2), target, columns - j)
        target += 32
      }
    }
  }
}

function packTransposed(columns: i32, k: i32, depth: i32, to: usize, panel: usize, zeros: usize): void {
  for (let j = 0; j < columns; j += 4) {
    let target = to + (<usize>j >> 3) * panel + (j & 4 ? 16 : 0)
    let at = k
    while (at < k + depth) {
      const index = at / segment
      const skip = at - index * segment
      const run = min(segment - skip, k + depth - at)
      const r0 = data + <usize>index * segmentPitch + <usize>j * pitch + ((<usize>skip) << 2)
      const r1 = j + 1 < columns ? r0 + pitch : zeros
      const r2 = j + 2 < columns ? r0 + 2 * pitch : zeros
      const r3 = j + 3 < columns ? r0 + 3 * pitch : zeros
      transpose(r0, r1, r2, r3, run, target, 32)
      target += (<usize>run) << 5
      at += run
    }
  }
  if (((columns + 3) >> 2) % 2 === 1) {
    const last = to + (<usize>(columns - 1) >> 3) * panel + 16
    transpose(zeros, zeros, zeros, zeros, depth, last, 32)
  }
}

function copyEight(from: usize, to: usize, count: i32): void {
  if (count >= 8) {
    v128.store(to, v128.load(from))
    v128.store(to, v128.load(from, 16), 16)
    return
  }
  for (let i = 0; i < 8; i++) {
    store<f32>(to + ((<usize>i) << 2), i < count ? load<f32>(from + ((<usize>i) << 2)) : 0)
  }
}
