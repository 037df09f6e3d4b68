/**
 * Finite numbers as block characters, at most `width` of them, each the mean of a stretch where there are more numbers. The
 * highest is at the top; `bottom`, or the lowest when it is left out, at the bottom.
 */
export function blockChart(values: readonly number[], width: number, bottom?: number): string {
  const means = binned(values, width)
  const low = bottom ?? means.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = means.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const level = (value: number) =>
    high > low ? Math.round((Math.max(0, value - low) / (high - low)) * (levels.length - 1)) : 0
  return means.map((value) => levels[level(value)]).join('')
}

const levels = '▁▂▃▄▅▆▇█'

function binned(values: readonly number[], width: number): readonly number[] {
  if (values.length <= width) return values
  return Array.from({ length: width }, (_, i) => {
    const start = Math.floor((i * values.length) / width)
    const stretch = values.slice(start, Math.floor(((i + 1) * values.length) / width))
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length
  })
}
