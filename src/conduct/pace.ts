import type { FaultPolicy } from '../core/sweep.js'
import type { StoreReader } from '../store/store.js'

/** How fast readings come, over all trials of a run. */
interface Pace {
  /** Begins to look at one attempt. */
  attempt(): AttemptPace
}

interface AttemptPace {
  reading(seconds: number): void
  /** Milliseconds without a reading until the attempt counts as stalled; Infinity as long as that cannot be told. */
  patience(): number
}

/** With `auto`, 10 times the median time between the latest readings of the run, or of the attempt where it is slower. */
export function createPace(stallTimeout: FaultPolicy['stallTimeout'], earlier: readonly number[] = []): Pace {
  const ofRun = createSample()
  for (const seconds of earlier) ofRun.add(seconds)
  return {
    attempt() {
      const own = createSample()
      return {
        reading(seconds) {
          ofRun.add(seconds)
          own.add(seconds)
        },
        patience() {
          if (stallTimeout !== 'auto') return stallTimeout * 1000
          // Too few to know the pace by.
          if (ofRun.size < fewest) return Number.POSITIVE_INFINITY
          return Math.max(shortest, 10 * ofRun.median(), 10 * own.median()) * 1000
        },
      }
    },
  }
}

/** Readings of the run before `auto` means anything. */
const fewest = 5

/** Seconds. */
const shortest = 60

const sampleSize = 500

/** The latest numbers, up to 500, and their median; 0 of none. */
function createSample() {
  const numbers: number[] = []
  let added = 0
  return {
    get size() {
      return numbers.length
    },
    add(number: number) {
      numbers[added++ % sampleSize] = number
    },
    median() {
      const sorted = [...numbers].sort((a, b) => a - b)
      return sorted[sorted.length >> 1] ?? 0
    },
  }
}

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
