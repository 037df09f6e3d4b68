import { shortNumber } from '../../core/short-number.js'
import type { Level } from './levels.js'

/** A level as people write it: `adam`, `0.001`, `0.0012 to 0.0098`. */
export function levelText({ value, range }: Level): string {
  if (range) return `${short(range[0])} to ${short(range[1])}`
  if (typeof value === 'number') return shortNumber(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
