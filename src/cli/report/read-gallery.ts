import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../../core/usage-error.js'
import type { GalleryImage } from '../../report/html/html-input.js'

/** The gallery that `sweep explain` has drawn into a folder, for a page of HTML. Throws UsageError when it has not. */
export async function readGallery(folder: string): Promise<readonly GalleryImage[]> {
  const path = join(folder, 'gallery.png')
  try {
    const png = await readFile(path)
    if (!png.subarray(0, signature.length).equals(signature)) throw new Error('it is no PNG')
    return [{ caption: `Drawn by sweep explain: ${folder}`, description, png }]
  } catch (cause) {
    throw new UsageError(
      `--saliency ${folder}: ${path} cannot be read: ${(cause as Error).message}. Draw it first: sweep explain MODEL -o ${folder}`,
      { cause },
    )
  }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const description = 'For each image: the image, a map of what matters for its class, and the map over the image'
