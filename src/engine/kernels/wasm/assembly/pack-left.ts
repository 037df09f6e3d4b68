import { after, before, bytesToNext, channels, firstPixel, inside, nextPixel, startWalk, takeRow } from './images'
import { transpose } from './transpose'

// Packs a block of the left factor as `[rows / 4][depth][4]`, with zeros for rows that are missing in the last four.

export const asRows = 0
export const asColumns = 1
export const asPatches = 2
export const asPatchColumns = 3

let kind: i32 = asRows
let data: usize = 0
let pitch: usize = 0

/** The left factor is a matrix of this many values in a row: `[m, k]`, or `[k, m]` where it is given transposed. */
export function setLeft(matrix: usize, valuesInRow: i32, transposed: bool): void {
  kind = transposed ? asColumns : asRows
  data = matrix
  pitch = (<usize>valuesInRow) << 2
}

/** The left factor is the patches that a filter sees: `[grid places, filter values]`, or transposed. */
export function setLeftPatches(transposed: bool): void {
  kind = transposed ? asPatchColumns : asPatches
}

export function packLeft(first: i32, rows: i32, k: i32, depth: i32, to: usize, panel: usize, zeros: usize): void {
  if (kind === asRows) packRows(first, rows, k, depth, to, panel, zeros)
  else if (kind === asColumns) packColumns(first, rows, k, depth, to, panel)
  else if (kind === asPatches) packPatches(first, rows, k, depth, to, panel, zeros)
  else packPatchColumns(first, rows, k, depth, to, panel)
}

function packRows(first: i32, rows: i32, k: i32, depth: i32, to: usize, panel: usize, zeros: usize): void {
  for (let i = 0; i < rows; i += 4) {
    const r0 = data + <usize>(first + i) * pitch + ((<usize>k) << 2)
    const r1 = i + 1 < rows ? r0 + pitch : zeros
    const r2 = i + 2 < rows ? r0 + 2 * pitch : zeros
    const r3 = i + 3 < rows ? r0 + 3 * pitch : zeros
    transpose(r0, r1, r2, r3, depth, to, 16)
    to += panel
  }
}

function packColumns(first: i32, rows: i32, k: i32, depth: i32, to: usize, panel: usize): void {
  const start = data + <usize>k * pitch + ((<usize>first) << 2)
  // Four rows at a time fill a line of the cache at each place that is written to.
  for (let d = 0; d < depth; d += 4) {
    const end = min(d + 4, depth)
    for (let i = 0; i < rows; i += 4) {
      let target = to + (<usize>i >> 2) * panel + ((<usize>d) << 4)
      for (let row = d; row < end; row++) {
        copyFour(start + <usize>row * pitch + ((<usize>i) << 2), target, rows - i)
        target += 16
      }
    }
  }
}

function packPatches(first: i32, rows: i32, k: i32, depth: i32, to: usize, panel: usize, zeros: usize): void {
  let at = k
  while (at < k + depth) {
    const tap = at / channels
    const channel = at - tap * channels
    const run = min(channels - channel, k + depth - at)
    const skip = (<usize>channel) << 2
    startWalk(first, tap)
    for (let i = 0; i < rows; i += 4) {
      const p0 = nextPixel(skip, zeros)
      const p1 = i + 1 < rows ? nextPixel(skip, zeros) : zeros
      const p2 = i + 2 < rows ? nextPixel(skip, zeros) : zeros
      const p3 = i + 3 < rows ? nextPixel(skip, zeros) : zeros
      transpose(p0, p1, p2, p3, run, to + (<usize>i >> 2) * panel + ((<usize>(at - k)) << 4), 16)
    }
    at += run
  }
}

function packPatchColumns(first: i32, rows: i32, k: i32, depth: i32, to: usize, panel: usize): void {
  for (let i = 0; i < rows; i += 4) {
    if (channels % 4 === 0) packPatchValues(first + i, 4, k, depth, to)
    else {
      for (let r = 0; r < 4; r++) {
        const target = to + ((<usize>r) << 2)
        if (i + r < rows) packPatchValues(first + i + r, 1, k, depth, target)
        else fill(1, depth, target)
      }
    }
    to += panel
  }
}

/** One value of the patch, or four, at each place of the grid from `place` on; row after row of the grid. */
function packPatchValues(value: i32, count: i32, place: i32, depth: i32, to: usize): void {
  const tap = value / channels
  const skip = (<usize>(value - tap * channels)) << 2
  startWalk(place, tap)
  while (depth > 0) {
    takeRow(depth)
    fill(count, before, to)
    to += (<usize>before) << 4
    let from = firstPixel + skip
    const end = to + ((<usize>inside) << 4)
    while (to < end) {
      if (count === 4) v128.store(to, v128.load(from))
      else store<f32>(to, load<f32>(from))
      from += bytesToNext
      to += 16
    }
    fill(count, after, to)
    to += (<usize>after) << 4
    depth -= before + inside + after
  }
}

function fill(count: i32, places: i32, to: usize): void {
  for (let i = 0; i < places; i++) {
    if (count === 4) v128.store(to, f32x4.splat(0))
    else store<f32>(to, 0)
    to += 16
  }
}

function copyFour(from: usize, to: usize, count: i32): void {
  if (count >= 4) {
    v128.store(to, v128.load(from))
    return
  }
  for (let i = 0; i < 4; i++) {
    store<f32>(to + ((<usize>i) << 2), i < count ? load<f32>(from + ((<usize>i) << 2)) : 0)
  }
}
