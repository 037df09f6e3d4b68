/**
 * Spreads the grays of one image evenly over 0..255 (histogram equalisation), from `start` to `end` (excluded), in
 * place; to the last bit as Pillow's `ImageOps.equalize`. An image of a single gray stays as it is.
 */
export function equalize(pixels: Uint8Array, start = 0, end = pixels.length): void {
  const histogram = new Uint32Array(256)
  for (let i = start; i < end; i++) histogram[pixels[i]!]!++
  const brightest = histogram.findLast((count) => count > 0) ?? 0
  const step = Math.floor((end - start - brightest) / 255)
  if (step === 0) return
  const grays = new Uint8ClampedArray(256)
  let darker = Math.floor(step / 2)
  for (let gray = 0; gray < 256; gray++) {
    grays[gray] = Math.floor(darker / step)
    darker += histogram[gray]!
  }
  for (let i = start; i < end; i++) pixels[i] = grays[pixels[i]!]!
}
