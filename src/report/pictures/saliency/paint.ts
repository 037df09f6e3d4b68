import { inferno, type Rgb } from './inferno.js'
import type { ShownImage } from './shown-saliency.js'

/** Bytes of red, green and blue, [side, side, 3]. */
export interface Painted {
  readonly image: Uint8Array
  readonly map: Uint8Array
  /** The map over the image, the more opaque the brighter it is. */
  readonly over: Uint8Array
}

/** How much of the image the brightest places of the map hide. */
const opacity = 0.85

/** The three pictures of an image. */
export function paint({ pixels, map }: Pick<ShownImage, 'pixels' | 'map'>): Painted {
  const gray = (i: number): Rgb => [255 * pixels[i]!, 255 * pixels[i]!, 255 * pixels[i]!]
  return {
    image: bytes(pixels.length, gray),
    map: bytes(map.length, (i) => inferno(map[i]!)),
    over: bytes(map.length, (i) => {
      const [share, pixel, color] = [opacity * map[i]!, gray(i), inferno(map[i]!)]
      const mixed = (part: 0 | 1 | 2) => (1 - share) * pixel[part] + share * color[part]
      return [mixed(0), mixed(1), mixed(2)]
    }),
  }
}

function bytes(count: number, colorOf: (i: number) => Rgb): Uint8Array {
  const to = new Uint8ClampedArray(count * 3)
  for (let i = 0; i < count; i++) to.set(colorOf(i), i * 3)
  return new Uint8Array(to.buffer)
}
