import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileSafely } from '../../core/write-file-safely.js'
import { drawPng } from '../../report/pictures/draw-png.js'
import { saliencySvg } from '../../report/pictures/saliency/saliency-svg.js'
import type { ShownSaliency } from '../../report/pictures/saliency/shown-saliency.js'

/**
 * Writes `gallery.svg` and `gallery.png` with all images, and a PNG for every class with those of it: of its true class
 * where that is known, else of the predicted one. Gives the paths.
 */
export async function writeGallery(folder: string, model: string, shown: ShownSaliency): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const svg = await saliencySvg(`What ${model} looks at`, shown)
  const files: [string, string | Uint8Array][] = [
    ['gallery.svg', svg],
    ['gallery.png', await drawPng(svg)],
  ]
  const classOf = ({ label, predicted }: ShownSaliency['images'][number]) => label ?? predicted
  for (const name of new Set(shown.images.map(classOf))) {
    const images = shown.images.filter((image) => classOf(image) === name)
    const own = await saliencySvg(`What ${model} looks at: ${name}`, { ...shown, images })
    files.push([fileName(name, files), await drawPng(own)])
  }
  for (const [name, content] of files) await writeFileSafely(join(folder, name), content)
  return files.map(([name]) => join(folder, name))
}

/** Classes may be named in any way, and two of them alike but for what a file should not be called. */
function fileName(name: string, files: readonly (readonly [string, unknown])[]): string {
  const plain = `class-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  const isTaken = (file: string) => files.some(([other]) => other === file)
  let file = `${plain}.png`
  for (let i = 2; isTaken(file); i++) file = `${plain}-${i}.png`
  return file
}
