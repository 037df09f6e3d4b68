import type { ImageShape } from '../image-shape.js'

/** Mirrors a gray image, left for right, in place. */
export function flip(image: Uint8Array, { height, width }: ImageShape): void {
  for (let y = 0; y < height; y++) {
    for (let left = y * width, right = left + width - 1; left < right; left++, right--) {
      const pixel = image[left]!
      image[left] = image[right]!
      image[right] = pixel
    }
  }
}
