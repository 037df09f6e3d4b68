import { readFile } from 'node:fs/promises'
import { DataError } from '../data-error.js'
import type { GrayImage } from './decode-gray.js'
import { loadDecoder } from './load-decoder.js'
import { luma } from './luma.js'

/** A part of an image, in pixels of the image as it is looked at. */
export interface PhotoBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Decodes an image of any size, colour and common format (PNG, JPEG, WebP, GIF, TIFF, AVIF, SVG) into gray of the size
 * that is asked for: turned as its camera says, transparent parts on white, and then as `decodeGray` does. Of the image,
 * or of the box in it, the middle that has the wanted shape is kept. Throws DataError for a file that is missing, damaged
 * or no image, and for a box that does not lie in it.
 */
export async function decodePhoto(
  path: string,
  { height, width }: Pick<GrayImage, 'height' | 'width'>,
  box: PhotoBox | undefined,
): Promise<GrayImage> {
  const sharp = await loadDecoder()
  const rgb = { resolveWithObject: true } as const
  try {
    // In two steps, so that a box is one of the image after it was turned.
    const { data, info } = await sharp(await readFile(path), { ignoreIcc: true })
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer(rgb)
    if (info.channels !== 3) throw new Error(`${info.channels} channels, expected 3`)
    const area = box ?? { x: 0, y: 0, width: info.width, height: info.height }
    if (!liesIn(area, info))
      throw new DataError(`${path}: ${boxText(area)} does not lie in its ${sizeText(info)} pixels`)
    const sized = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .extract({ left: area.x, top: area.y, width: area.width, height: area.height })
      .resize(width, height, { fit: 'cover' })
      .raw({ depth: 'uchar' })
      .toBuffer()
    return { height, width, pixels: luma(sized) }
  } catch (error) {
    if (error instanceof DataError) throw error
    throw new DataError(`${path}: ${problemOf(error as NodeJS.ErrnoException)}`, { cause: error })
  }
}

function liesIn(box: PhotoBox, image: { readonly width: number; readonly height: number }): boolean {
  return box.x + box.width <= image.width && box.y + box.height <= image.height
}

function boxText({ x, y, width, height }: PhotoBox): string {
  return `the box ${[x, y, width, height].join(',')} (x, y, width, height)`
}

function sizeText({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width}x${height}`
}

function problemOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EISDIR') return 'a folder, expected an image'
  return code === undefined ? `cannot be decoded as an image (${message.trim()})` : `cannot be read (${message})`
}
