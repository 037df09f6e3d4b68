/** A number of channels or units times `width`, rounded, at least 1. */
export function scaled(count: number, width: number): number {
  return Math.max(1, Math.round(count * width))
}
