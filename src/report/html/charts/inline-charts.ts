import { theme } from '../../pictures/theme.js'
import type { Html } from '../html.js'
import { inlineJson } from '../inline-json.js'
import type { Chart } from './chart.js'
import { packData } from './pack-data.js'

/** What the page draws its charts from: `page/chart-data.ts` says how it is read. */
export function inlineCharts(charts: readonly Chart[]): Html {
  const views = charts.flatMap(({ views }) => views)
  const placeOf = new Map(views.map((view, place) => [view, place]))
  return inlineJson('chart-data', {
    config: theme,
    charts: charts.map(({ kind, views }) => ({
      kind,
      views: views.map((view) => ({
        title: view.picture.title,
        description: view.picture.description,
        spec: placeOf.get(view)!,
      })),
    })),
    // The page has the title above the chart, and what stands below it in the description.
    ...packData(views.map(({ picture: { spec } }) => ({ ...spec, title: null }))),
  })
}
