/** Vega expression that writes the shares along an axis or a legend in percent: `40 %`. */
export const percentLabels = "format(datum.value * 100, '.0f') + ' %'"
