/** A share of 0 to 1 in whole percent. */
export function shareText(share: number): string {
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(100 * share)} %`
}
