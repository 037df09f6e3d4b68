/** Bytes as people say them, in powers of 1000 as pip does: `812 bytes`, `531 kB`, `273.8 MB`, `1.13 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${(bytes / 1e9).toFixed(2)} GB`
}
