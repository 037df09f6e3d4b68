import type { Spec } from './chart-data.js'
import { narrowLegend } from './narrow-legend.js'

/** The theme for a box of that width, which has a colour of its own. */
export function fitConfig(config: Spec, box: number): Spec {
  const legend = narrowLegend(box)
  if (legend === null) return { ...config, background: null }
  return { ...config, background: null, padding: 2, legend: { ...(config.legend as Spec), ...legend } }
}
