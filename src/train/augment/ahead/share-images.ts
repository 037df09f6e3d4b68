/** The same bytes in memory that threads share; a copy only where they are not in such memory yet. */
export function shareImages(images: Uint8Array): Uint8Array {
  if (images.buffer instanceof SharedArrayBuffer) return images
  const shared = new Uint8Array(new SharedArrayBuffer(images.length))
  shared.set(images)
  return shared
}
