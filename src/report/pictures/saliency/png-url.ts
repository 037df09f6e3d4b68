/**
 * A square of bytes [side, side, 3] as a `data:` URL of a PNG, `scale` times as large: every pixel becomes a square, since
 * programs that draw an SVG would blur it each in its own way.
 */
export async function pngUrl(bytes: Uint8Array, side: number, scale: number): Promise<string> {
  const { default: sharp } = await import('sharp')
  const png = await sharp(bytes, { raw: { width: side, height: side, channels: 3 } })
    .resize(side * scale, side * scale, { kernel: 'nearest' })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}
