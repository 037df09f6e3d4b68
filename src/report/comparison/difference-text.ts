import type { Difference } from '../../analyze/run-differences.js'

/** A difference with its sign and interval, to the decimals of the numbers that it stands beside: `+0.0088 ± 0.0050`. */
export function differenceText({ value, interval }: Pick<Difference, 'value' | 'interval'>, beside: string): string {
  const text = (number: number) => fixed(number, beside)
  const sign = value > 0 ? '+' : ''
  return `${sign}${text(value)}${interval === null ? '' : ` ± ${text((interval.high - interval.low) / 2)}`}`
}

function fixed(number: number, beside: string): string {
  const decimals = /^-?\d+(?:\.(\d+))?$/.exec(beside)?.[1]?.length
  const text = decimals === undefined ? number.toPrecision(4) : number.toFixed(decimals)
  return number !== 0 && Number(text) === 0 ? number.toPrecision(2) : text.replace(/^-(0\.?0*)$/, '$1')
}
