// The images that a convolution reads, and the grid of places that its filter is laid on. Place (gy, gx) of an image and
// row i, column j of the filter meet at the pixel
//   y = (gy * stepY + i * tapY + startY) / divideY,  x likewise,
// and read 0 where that is no whole number or outside of the image. Forwards step is the stride, tap the dilation, start
// the padding before, negated, and divide 1; backwards step is 1, tap -1, start the padding and divide the stride.

let data: usize = 0
let height: i32 = 0
let width: i32 = 0
export let channels: i32 = 0
let gridHeight: i32 = 0
let gridWidth: i32 = 0
let filterWidth: i32 = 0
let stepY: i32 = 0
let stepX: i32 = 0
let tapY: i32 = 0
let tapX: i32 = 0
let startY: i32 = 0
let startX: i32 = 0
let divideY: i32 = 1
let divideX: i32 = 1

/** Images `[batch, height, width, channels]` for the next product. */
export function setImages(images: usize, imageHeight: i32, imageWidth: i32, imageChannels: i32): void {
  data = images
  height = imageHeight
  width = imageWidth
  channels = imageChannels
}

export function setGrid(rows: i32, columns: i32, columnsOfFilter: i32): void {
  gridHeight = rows
  gridWidth = columns
  filterWidth = columnsOfFilter
}

export function setRows(step: i32, tap: i32, start: i32, divide: i32): void {
  stepY = step
  tapY = tap
  startY = start
  divideY = divide
}

export function setColumns(step: i32, tap: i32, start: i32, divide: i32): void {
  stepX = step
  tapX = tap
  startX = start
  divideX = divide
}

// A walk over the places of the grid, all images after one another, with one pixel of the filter.
let n: i32 = 0
let gy: i32 = 0
let gx: i32 = 0
let tapRow: i32 = 0
let tapColumn: i32 = 0
let row: usize = 0

export function startWalk(place: i32, tap: i32): void {
  n = place / gridWidth / gridHeight
  gy = (place / gridWidth) % gridHeight
  gx = place % gridWidth
  tapRow = tap / filterWidth
  tapColumn = tap % filterWidth
  row = rowAt()
}

/** Where the pixel of the next place is, so many bytes further on; `zeros` where there is none. */
export function nextPixel(skip: usize, zeros: usize): usize {
  const pixel = pixelAt()
  step(1)
  return pixel === 0 ? zeros : pixel + skip
}

// What `takeRow` found: places that have no pixel, places that have one, places that have none.
export let before: i32 = 0
export let inside: i32 = 0
export let after: i32 = 0
/** Where the pixel of the first place inside is, and the bytes from there to that of the next place. */
export let firstPixel: usize = 0
export let bytesToNext: usize = 0

/** Walks to the end of a row of the grid, or `limit` places. For grids that divide by 1. */
export function takeRow(limit: i32): void {
  const length = min(gridWidth - gx, limit)
  const start = tapColumn * tapX + startX
  const begin = start < 0 ? (stepX - 1 - start) / stepX : 0
  const end = width > start ? (width - start + stepX - 1) / stepX : 0
  before = row === 0 ? length : min(max(begin - gx, 0), length)
  inside = max(0, min(end - gx, length) - before)
  after = length - before - inside
  firstPixel = row + ((<usize>(((gx + before) * stepX + start) * channels)) << 2)
  bytesToNext = (<usize>(stepX * channels)) << 2
  step(length)
}

function step(places: i32): void {
  gx += places
  if (gx < gridWidth) return
  gx = 0
  gy++
  if (gy === gridHeight) {
    gy = 0
    n++
  }
  row = rowAt()
}

function rowAt(): usize {
  let y = gy * stepY + tapRow * tapY + startY
  if (divideY > 1) {
    if (y % divideY !== 0) return 0
    y /= divideY
  }
  return <u32>y < <u32>height ? data + ((<usize>(n * height + y) * width * channels) << 2) : 0
}

function pixelAt(): usize {
  if (row === 0) return 0
  let x = gx * stepX + tapColumn * tapX + startX
  if (divideX > 1) {
    if (x % divideX !== 0) return 0
    x /= divideX
  }
  return <u32>x < <u32>width ? row + ((<usize>(x * channels)) << 2) : 0
}
