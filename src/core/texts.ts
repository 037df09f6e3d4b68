/** Seconds as people say them: `0.8 s`, `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function showDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** Bytes as people say them, in powers of 1000 as pip does: `812 bytes`, `531 kB`, `273.8 MB`, `1.13 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${(bytes / 1e9).toFixed(2)} GB`
}

/** A parameter's number as people read it: integers in full, others with at most five significant digits, as `0.0012346`. */
export function shortNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(5)))
}

/** The sentence `Did you mean "y"?` with a space after it; empty when no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const meant = nearest(name, candidates)
  return meant === undefined ? '' : `Did you mean "${meant}"? `
}

/**
 * The candidate that was probably meant by a misspelt name; undefined when none is near.
 * Near is an edit distance of at most a third of the longer name, and never the whole name. Edits are insertion,
 * deletion, substitution and swap of neighbours (Damerau-Levenshtein, restricted to one edit per place); case counts nothing.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    const longer = Math.max(name.length, candidate.length)
    const limit = Math.min(Math.max(1, Math.floor(longer / 3)), longer - 1)
    if (distance <= limit && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  // Rows of the usual table: entry j is the distance between the first i letters of a and the first j of b.
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : substituted
      current.push(Math.min(substituted, swapped, previous[j]! + 1, current[j - 1]! + 1))
    }
    before = previous
    previous = current
  }
  return previous[b.length]!
}
