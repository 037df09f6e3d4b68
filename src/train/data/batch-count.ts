/** Into how many batches `batches` cuts so many samples. */
export function batchCount(samples: number, size: number): number {
  return Math.max(1, Math.ceil((samples - 1) / size))
}
