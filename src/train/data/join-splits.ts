import type { Split } from './dataset.js'
import { sharedBytes } from './shared-bytes.js'

/** The images of splits of one dataset, one after the other; a single split is given back as it is. */
export function joinSplits(splits: readonly Split[]): Split {
  const [first] = splits
  if (splits.length === 1 && first !== undefined) return first
  const count = splits.reduce((sum, split) => sum + split.count, 0)
  const images = joinBytes(splits.map((split) => split.images))
  const labels = joinBytes(splits.map((split) => split.labels))
  const votes = splits.flatMap((split) => (split.votes === undefined ? [] : [split.votes]))
  if (votes.length === 0) return { count, images, labels }
  if (votes.length < splits.length) throw new Error('some splits have votes, and some have none')
  return { count, images, labels, votes: new Float32Array(joinBytes(votes.map(bytesOf)).buffer) }
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = sharedBytes(parts.reduce((sum, part) => sum + part.length, 0))
  let position = 0
  for (const part of parts) {
    whole.set(part, position)
    position += part.length
  }
  return whole
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
