import type { Split } from './dataset.js'
import { sharedBytes } from './shared-bytes.js'

const imagesPerBlock = 1024

/** Gathers images one at a time, in blocks, so that no image is ever copied twice. */
export class SplitBuilder {
  readonly #imageSize: number
  readonly #images: Uint8Array[] = []
  readonly #labels: Uint8Array[] = []
  #count = 0

  constructor(imageSize: number) {
    this.#imageSize = imageSize
  }

  /** Copies one image in. */
  add(image: Uint8Array, label: number): void {
    const place = this.#count % imagesPerBlock
    if (place === 0) {
      this.#images.push(new Uint8Array(imagesPerBlock * this.#imageSize))
      this.#labels.push(new Uint8Array(imagesPerBlock))
    }
    this.#images.at(-1)!.set(image, place * this.#imageSize)
    this.#labels.at(-1)![place] = label
    this.#count++
  }

  /** All images so far. */
  build(): Split {
    const images = join(this.#images, this.#count * this.#imageSize)
    return { count: this.#count, images, labels: join(this.#labels, this.#count) }
  }
}

function join(blocks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = sharedBytes(length)
  let position = 0
  for (const block of blocks) {
    whole.set(block.subarray(0, length - position), position)
    position += block.length
  }
  return whole
}
