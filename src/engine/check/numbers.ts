/** A number that an engine computes wrongly. */
export interface WrongNumber {
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
): readonly WrongNumber[] {
  return Object.entries(expected)
    .map(([number, value]) => ({ number, expected: value, got: Number.isFinite(got[number]) ? got[number]! : null }))
    .filter((each) => distance(each) > tolerance)
    .sort((a, b) => distance(b) - distance(a))
}

function distance({ expected, got }: WrongNumber): number {
  return got === null ? Number.POSITIVE_INFINITY : Math.abs(got - expected) / Math.max(1, Math.abs(expected))
}

/** What the check must give, as PyTorch computes it in double precision: printed by test/reference/make_engine_check.py. */
export const expectedNumbers: Readonly<Record<string, number>> = {
  'loss of step 1': 1.60857315,
  'loss of step 2': 1.16184792,
  'loss of step 3': 1.17925907,
  'loss of step 4': 1.01981577,
  'loss of step 5': 1.02278324,
  'conv1[0]': 0.533941502,
  'conv1[71]': 0.478107541,
  'norm of conv1': 3.15966916,
  'gamma[0]': 1.08349194,
  'gamma[3]': 1.05688096,
  'norm of gamma': 1.94799252,
  'beta[0]': -0.0231201542,
  'beta[3]': 0.143055741,
  'norm of beta': 0.227022495,
  'conv2[0]': -0.349307653,
  'conv2[179]': 0.164534628,
  'norm of conv2': 3.85882952,
  'bias2[0]': -0.125052771,
  'bias2[4]': -0.0758997974,
  'norm of bias2': 0.201188892,
  'dense[0]': -0.0863920062,
  'dense[134]': 0.260640957,
  'norm of dense': 2.38542988,
  'bias[0]': 0.0609193164,
  'bias[2]': -0.0869259095,
  'norm of bias': 0.130097094,
}
