import { readFile } from 'node:fs/promises'
import { DataError } from './dataset.js'

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

/** Loaded when the first image is decoded: its native library is no business of trials without image files. */
async function loadDecoder(): Promise<typeof import('sharp').default> {
  try {
    return (await import('sharp')).default
  } catch (error) {
    const why = (error as Error).message.split('\n')[0]
    throw new DataError(`the package sharp, which decodes images, cannot be loaded (${why}); run npm install again`, {
      cause: error,
    })
  }
}

/**
 * Gray values of pixels of red, green and blue, by ITU-R 601: 0.299 R + 0.587 G + 0.114 B, in 16-bit fixed point and
 * rounded as Pillow's mode "L" is. Equal parts keep their value. [n, 3] to [n].
 */
function luma(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 3 }, (_, i) => {
    const [red, green, blue] = [pixels[3 * i]!, pixels[3 * i + 1]!, pixels[3 * i + 2]!]
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
  })
}
