import { equalize } from './equalize.js'

/** A copy of images [count, size] with each one's histogram equalised, in shared memory as a split's images are. */
export function equalizeSplit<Split extends { readonly count: number; readonly images: Uint8Array }>(
  split: Split,
): Split {
  const images = new Uint8Array(new SharedArrayBuffer(split.images.length))
  images.set(split.images)
  const size = images.length / split.count
  for (let start = 0; start < images.length; start += size) equalize(images, start, start + size)
  return { ...split, images }
}
