import { readFile } from 'node:fs/promises'
import { DataError } from '../data-error.js'
import { loadDecoder } from './load-decoder.js'
import { luma } from './luma.js'

export interface GrayImage {
  readonly height: number
  readonly width: number
  /** 0..255, [height, width]. */
  readonly pixels: Uint8Array
}

/**
 * Decodes a PNG or JPEG file into gray. What is transparent is taken as if it were not, and colour profiles are left
 * aside, as Pillow does. With `side` the image is resized to a square: its shorter side fits, its middle is kept.
 * Throws DataError for a file that is damaged, cut off or no image.
 */
export async function decodeGray(path: string, side: number | undefined): Promise<GrayImage> {
  const sharp = await loadDecoder()
  try {
    const image = sharp(await readFile(path), { ignoreIcc: true })
      .removeAlpha()
      .toColourspace('srgb')
    const sized = side === undefined ? image : image.resize(side, side, { fit: 'cover', fastShrinkOnLoad: false })
    const { data, info } = await sized.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    if (info.channels !== 3) throw new Error(`${info.channels} channels, expected 3`)
    return { height: info.height, width: info.width, pixels: luma(data) }
  } catch (error) {
    throw new DataError(`${path}: cannot be decoded (${(error as Error).message})`, { cause: error })
  }
}
