/** A number that an engine computes wrongly. */
export interface Difference {
  readonly number: string
  readonly expected: number
  /** Null when it is not finite, or not there. */
  readonly got: number | null
}

/**
 * In float32 the engines and PyTorch come to within 1e-6 of the double precision of the expected numbers, which are
 * around 1; TensorFloat-32, half precision and a gradient that is a little wrong do not.
 */
const tolerance = 1e-5

/** The expected numbers that were not reached, worst first. */
export function compareNumbers(
  expected: Readonly<Record<string, number>>,
  got: Readonly<Record<string, number>>,
): readonly Difference[] {
  return Object.entries(expected)
    .map(([number, value]) => ({ number, expected: value, got: Number.isFinite(got[number]) ? got[number]! : null }))
    .filter((each) => distance(each) > tolerance)
    .sort((a, b) => distance(b) - distance(a))
}

function distance({ expected, got }: Difference): number {
  return got === null ? Number.POSITIVE_INFINITY : Math.abs(got - expected) / Math.max(1, Math.abs(expected))
}
