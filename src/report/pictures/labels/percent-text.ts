/** A share, 0..1, in percent: `47.5 %`. */
export function percentText(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`
}
