import type { Analysis } from '../../analyze/analysis.js'
import { comparableParameters } from '../../analyze/figures/cells.js'
import type { Sweep } from '../../core/sweep.js'
import { didYouMean } from '../../core/texts.js'
import type { PictureOptions } from './picture.js'

/** Which parameter stands along the axis, and which one splits each place; null where there is no second one. */
export interface Axes {
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
