import type { StoreReader } from '../store/store-reader.js'

const enough = 100

/** Seconds between readings of complete trials of a run, a hundred at most: so fast it was before this conductor came. */
export async function earlierPace(store: StoreReader, run: string): Promise<readonly number[]> {
  const seconds: number[] = []
  for await (const { readings } of store.trials(run, { status: 'complete', readings: true })) {
    seconds.push(...readings.map((reading) => reading.seconds))
    if (seconds.length >= enough) break
  }
  return seconds.slice(0, enough)
}
