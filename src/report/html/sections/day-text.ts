/** A time, milliseconds since 1970, as `2026-05-04 13:07 UTC`. */
export function dayText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
