import { readFile } from 'node:fs/promises'
import type { Font } from 'opentype.js'
import { fontFiles } from './font-files.js'

/** Width of a line of text in pixels: the sum of its letters' advances, without kerning. */
export type TextWidth = (text: string, size: number, weight: string | number) => number

/** Measures as `drawPng` draws. The fonts are read once. */
export function textWidth(): Promise<TextWidth> {
  measure ??= readFonts()
  return measure
}

let measure: Promise<TextWidth> | undefined

async function readFonts(): Promise<TextWidth> {
  const { default: opentype } = await import('opentype.js')
  const read = async (path: string): Promise<Font> => {
    const { buffer, byteOffset, byteLength } = await readFile(path)
    return opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength))
  }
  const { normal, bold } = fontFiles()
  const fonts = { normal: await read(normal), bold: await read(bold) }
  return (text, size, weight) => {
    const font = weight === 'bold' || Number(weight) >= 600 ? fonts.bold : fonts.normal
    let units = 0
    for (const letter of text) units += font.charToGlyph(letter).advanceWidth ?? 0
    return (units * size) / font.unitsPerEm
  }
}
