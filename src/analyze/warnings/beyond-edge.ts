/**
 * The next number beyond the edge of a rising list of two or more: by the ratio of its last two where these are positive,
 * at least a factor of 1.5 apart and not of a list of equal steps; else by their distance; between 0 and the edge, or the
 * edge and 1, where the list would leave these. Of whole numbers a whole one; null where there is none between 0 and the
 * edge, as for the number of layers.
 */
export function beyondEdge(numbers: readonly number[], side: 'smallest' | 'largest'): number | null {
  const next = beyond(numbers, side)
  if (!numbers.every(Number.isInteger)) return next
  const whole = Math.round(next)
  return numbers.includes(whole) || (whole === 0 && next > 0) ? null : whole
}

function beyond(numbers: readonly number[], side: 'smallest' | 'largest'): number {
  const [edge, inner] = side === 'smallest' ? [numbers[0]!, numbers[1]!] : [numbers.at(-1)!, numbers.at(-2)!]
  const positive = edge > 0 && inner > 0
  const even = numbers.length > 2 && isEven(numbers)
  const share = positive && edge < 1 && inner < 1
  if (positive && !even && Math.max(edge / inner, inner / edge) >= 1.5) {
    const next = edge * (edge / inner)
    // 0.5 and 0.9, as of a momentum, are no powers: the next is not 1.62.
    return share && next > 1 ? (1 + edge) / 2 : next
  }
  const next = edge + (edge - inner)
  if (positive && next <= 0) return edge / 2
  return share && next >= 1 ? (1 + edge) / 2 : next
}

/** As 10, 20, 30. */
function isEven(numbers: readonly number[]): boolean {
  const step = numbers[1]! - numbers[0]!
  return numbers.every((number, i) => i === 0 || Math.abs(number - numbers[i - 1]! - step) <= 1e-9 * Math.abs(step))
}
