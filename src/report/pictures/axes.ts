import type { Analysis } from '../../analyze/analysis.js'
import type { Effects, ParameterEffect } from '../../analyze/effects/effects.js'
import { comparableParameters } from '../../analyze/figures/cells.js'
import type { Sweep } from '../../core/sweep.js'
import { didYouMean } from '../../core/texts.js'
import type { PictureOptions } from './picture.js'

/** Which parameter stands along the axis, and which one splits each place; null where there is no second one. */
interface Axes {
  readonly x: string
  readonly y: string | null
}

/**
 * The parameters asked for, or the first that differ, words before numbers. What was not asked for is one that every
 * point has, since a point without it would be missing in the picture. A text says why there are none.
 */
export function chooseAxes(analysis: Analysis, sweep: Sweep, { x, y }: PictureOptions): Axes | string {
  const names = comparableParameters(analysis, sweep)
  for (const [option, name] of Object.entries({ x, y })) {
    if (name !== undefined && !names.includes(name)) {
      const which =
        names.length === 0
          ? 'no parameter has'
          : `${didYouMean(name, names)}There are: ${names.join(', ')}; none else has`
      return `--${option} ${name}: ${which} between 2 and 16 values among the complete trials`
    }
  }
  if (x !== undefined && x === y) return `--x and --y are both ${x}: name two parameters, or leave out --y`
  const everywhere = names.filter((name) => analysis.points.every(({ params }) => Object.hasOwn(params, name)))
  const along = x ?? [...everywhere, ...names].find((name) => name !== y)
  if (along === undefined) {
    return 'no parameter has between 2 and 16 values among the complete trials: look at "sweep plot slices" or the table of "sweep report"'
  }
  const zipped = sweep.zip.find((group) => group.includes(along)) ?? []
  return { x: along, y: y ?? everywhere.find((name) => name !== along && !zipped.includes(name)) ?? null }
}

/** The parameter with this name among those that were searched. A text says that there is none. */
export function searchedParameter(effects: Effects, option: string, name: string): ParameterEffect | string {
  const names = effects.parameters.map((parameter) => parameter.name)
  const found = effects.parameters.find((parameter) => parameter.name === name)
  return (
    found ??
    `--${option} ${name}: no searched parameter has this name. ${didYouMean(name, names)}There are: ${names.join(', ')}`
  )
}

/** A value that is so many times another is not told from it on a linear axis beside a few that diverged. */
const widest = 1000

/**
 * The scale of an axis of measured values, without a zero that nobody measured: by powers of ten where they are positive
 * and some are more than 1000 times others, as a loss is where some trials nearly diverged.
 */
export function valueScale(values: readonly number[]): { readonly type: 'linear' | 'log'; readonly zero?: false } {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, 0],
  )
  return least > 0 && most / least > widest ? { type: 'log' } : { type: 'linear', zero: false }
}
