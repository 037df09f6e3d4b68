import type { Split } from './dataset.js'
import { sharedBytes } from './shared-bytes.js'

/** A copy of the images at these places of a split, in their order, with their labels and votes. */
export function takeImages(split: Split, places: readonly number[]): Split {
  const count = places.length
  const images = takeRows(split.images, split.count, places)
  const labels = takeRows(split.labels, split.count, places)
  if (split.votes === undefined) return { count, images, labels }
  const { buffer, byteOffset, byteLength } = split.votes
  const votes = takeRows(new Uint8Array(buffer, byteOffset, byteLength), split.count, places)
  return { count, images, labels, votes: new Float32Array(votes.buffer) }
}

function takeRows(bytes: Uint8Array, count: number, places: readonly number[]): Uint8Array {
  const size = bytes.length / count
  const taken = sharedBytes(places.length * size)
  for (const [i, place] of places.entries()) taken.set(bytes.subarray(place * size, (place + 1) * size), i * size)
  return taken
}
