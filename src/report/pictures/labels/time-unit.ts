/** What durations up to `seconds` are best told in. */
export function timeUnit(seconds: number): { readonly name: string; readonly seconds: number } {
  if (seconds < 180) return { name: 'seconds', seconds: 1 }
  if (seconds < 3 * 3600) return { name: 'minutes', seconds: 60 }
  if (seconds < 3 * 86400) return { name: 'hours', seconds: 3600 }
  return { name: 'days', seconds: 86400 }
}
