import type { ImageShape } from '../image-shape.js'

/**
 * Turns a gray image about its centre, counter-clockwise, each pixel the nearest one; what comes in is 0. `to` is
 * another array than `from`. To the last bit as Pillow's `image.rotate(degrees, NEAREST)`, in its fixed-point numbers of
 * 16 binary places (Geometry.c, affine_fixed), for images of less than 32,768 pixels a side.
 */
export function rotate(from: Uint8Array, { height, width }: ImageShape, degrees: number, to: Uint8Array): void {
  const radians = (degrees * Math.PI) / 180
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  // Where output pixel (y, x) lies in the input: (column, row) = (cos x - sin y, sin x + cos y) about the centre.
  const [centreX, centreY] = [width / 2, height / 2]
  let startColumn = fixed(centreX + cos * (0.5 - centreX) - sin * (0.5 - centreY))
  let startRow = fixed(centreY + sin * (0.5 - centreX) + cos * (0.5 - centreY))
  const [along, across] = [fixed(cos), fixed(sin)]
  const acrossBack = fixed(-sin)
  for (let y = 0; y < height; y++) {
    let column = startColumn
    let row = startRow
    for (let x = 0; x < width; x++) {
      const fromX = column >> 16
      const fromY = row >> 16
      const isInside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
      to[y * width + x] = isInside ? from[fromY * width + fromX]! : 0
      column += along
      row += across
    }
    startColumn += acrossBack
    startRow += along
  }
}

function fixed(value: number): number {
  return Math.floor(value * 65536 + 0.5)
}
