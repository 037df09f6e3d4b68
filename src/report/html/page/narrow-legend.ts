/** Pixels below which a box is too narrow for a legend beside a plot. */
const narrow = 560

/** How a legend stands in a box of that width: below the plot, a line for each of its words; null where there is room. */
export function narrowLegend(box: number) {
  if (box >= narrow) return null
  return { orient: 'bottom', columns: 1, labelLimit: box - 70, gradientLength: box / 2 }
}
