/**
 * Gray values of pixels of red, green and blue, by ITU-R 601: 0.299 R + 0.587 G + 0.114 B, in 16-bit fixed point and
 * rounded as Pillow's mode "L" is. Equal parts keep their value. [n, 3] to [n].
 */
export function luma(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 3 }, (_, i) => {
    const [red, green, blue] = [pixels[3 * i]!, pixels[3 * i + 1]!, pixels[3 * i + 2]!]
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
  })
}
