/** A level of confidence as people write it: `95 %`. */
export function levelText(level: number): string {
  return `${Number((level * 100).toPrecision(4))} %`
}
