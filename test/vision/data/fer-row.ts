/** One row of fer2013.csv, right unless told otherwise. */
export function ferRow({
  emotion = '3',
  pixels = ferPixels(7),
  usage = 'Training',
}: {
  readonly emotion?: string
  readonly pixels?: readonly (number | string)[]
  readonly usage?: string
} = {}): string {
  return `${emotion},${pixels.join(' ')},${usage}`
}

/** 2304 different-looking pixels; another `start` gives others. */
export function ferPixels(start: number): number[] {
  return Array.from({ length: 2304 }, (_, i) => (start + 37 * i) % 256)
}
