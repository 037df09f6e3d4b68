/** A value of the metric with four significant digits, without zeros at its end. */
export function metricText(value: number): string {
  return String(Number(value.toPrecision(4)))
}
