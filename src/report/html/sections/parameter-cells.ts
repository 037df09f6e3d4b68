import { isSearched, type Parameter } from '../../../core/parameter.js'
import type { Params } from '../../../core/trial.js'
import { paramText } from '../../param-text.js'
import { parameterColumns } from '../../ranking/parameter-columns.js'
import type { DataCell, DataColumn } from './data-table.js'

/** The columns of the searched parameters in a table of the page, and how a row fills them. */
export function parameterCells(parameters: readonly Parameter[]) {
  const searched = parameters.filter(isSearched)
  return {
    columns: parameterColumns(parameters).map(
      ({ header, align }): DataColumn => ({ header, type: align === 'right' ? 'number' : 'text' }),
    ),
    cells: (params: Params): readonly DataCell[] =>
      searched.map(({ name }) => {
        const shown = paramText(params, name)
        const value = params[name]
        return { shown, ...(typeof value === 'number' && String(value) !== shown && { value }) }
      }),
  }
}
