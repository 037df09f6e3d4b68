import { isSearched, outerValues, type Parameter } from '../../core/parameter.js'
import type { Column } from '../draw-table.js'
import { oneLine } from '../one-line.js'

/** A column for every searched parameter. */
export function parameterColumns(parameters: readonly Parameter[]): readonly Column[] {
  return parameters.filter(isSearched).map((parameter) => ({
    header: oneLine(parameter.name),
    align: outerValues(parameter).every((value) => typeof value === 'number') ? 'right' : 'left',
    shrinks: true,
  }))
}
