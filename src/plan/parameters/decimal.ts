/** A decimal fraction: `digits` divided by 10 to the power of `places`. */
export interface Decimal {
  readonly digits: bigint
  /** From 0. */
  readonly places: number
}

/** The shortest decimal that reads as a number, which is how a person would have written it. Exact from there on. */
export function decimalOf(value: number): Decimal {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  const digits = BigInt(`${whole}${fraction}`)
  const places = fraction.length - Number(exponent)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}
