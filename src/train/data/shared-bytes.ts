/**
 * Zeroed bytes that threads can share: sent to another thread, they are seen there and not copied. All images and
 * labels lie on such bytes.
 */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}
