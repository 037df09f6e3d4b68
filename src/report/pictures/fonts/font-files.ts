import { createRequire } from 'node:module'

/** The fonts that are measured and drawn with, so that a machine need not have any. */
export const fontFamily = 'DejaVu Sans'

/** Paths of its TrueType files. */
export function fontFiles(): { readonly normal: string; readonly bold: string } {
  const { resolve } = createRequire(import.meta.url)
  return {
    normal: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  }
}
