/** The pattern of test/reference/make_augment.py: an image in which every place looks like itself. */
export function pattern(height: number, width: number): Uint8Array {
  return Uint8Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width]
    return 3 * y * y + 5 * x * x + 7 * x * y + 11 * y
  })
}
