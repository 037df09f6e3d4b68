import { createHash } from 'node:crypto'

/**
 * A counter-based stream of random numbers. It is a pure function of (seed, name, counters): any place in it can be
 * entered directly, so neither the order of work nor a resume changes a draw.
 */
export interface Random {
  /** The same name at other counters, as `random('flip').at(epoch, sample)`; at most three integers, 0 <= c < 2^32. */
  at(...counters: readonly number[]): Random
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number
  /** Fills `out` with the next draws of `uniform()`, each times 2^32; the fast way to many of them. */
  words(out: Uint32Array): void
  /** Uniform integer in [0, n). */
  integer(n: number): number
  /** Standard normal (Box-Muller). */
  normal(): number
  /** A new array of 0..n-1 in random order (Fisher-Yates). */
  permutation(n: number): Uint32Array
}

/** The stream of `name` under `seed`. */
export function randomStream(seed: number, name: string): Random {
  const digest = createHash('sha256').update(`${seed}/${name}`).digest()
  return new PhiloxStream(digest.readUInt32LE(0), digest.readUInt32LE(4), [0, 0, 0])
}

/** Math.random while it follows a seed. */
export interface SeededMathRandom {
  /** How many numbers were drawn: a place in their stream. */
  readonly drawn: number
  /** Goes to a place in the stream. */
  goTo(drawn: number): void
  /** Makes Math.random what it was. */
  restore(): void
}

/** Makes Math.random a function of a seed and of how often it was called: uniform in [0, 1), 53 bits. */
export function seedMathRandom(seed: number, name = 'Math.random'): SeededMathRandom {
  const stream = randomStream(seed, name)
  const words = new Uint32Array(2)
  let part = stream.at(0)
  let drawn = 0
  const seeded = () => {
    if (drawn % partLength === 0) part = stream.at(drawn / partLength)
    drawn++
    part.words(words)
    return ((words[0]! >>> 5) * 2 ** 26 + (words[1]! >>> 6)) / 2 ** 53
  }
  Math.random = seeded
  return {
    get drawn() {
      return drawn
    },
    goTo(place) {
      drawn = place - (place % partLength)
      while (drawn < place) seeded()
    },
    restore() {
      Math.random = native
    },
  }
}

/** Not what stands there when a seed comes: that may be the one before, whose end comes later. */
const native = Math.random

/** So that a far place is entered without drawing all that lies before it. */
const partLength = 1024

class PhiloxStream implements Random {
  readonly #key0: number
  readonly #key1: number
  readonly #counters: readonly [number, number, number]
  readonly #words = new Uint32Array(4)
  #block = 0
  #used = 4

  constructor(key0: number, key1: number, counters: readonly [number, number, number]) {
    this.#key0 = key0
    this.#key1 = key1
    this.#counters = counters
  }

  at(...counters: readonly number[]): Random {
    if (counters.length > 3) throw new RangeError(`random.at takes at most 3 counters, got ${counters.length}`)
    for (const counter of counters) {
      if (!Number.isInteger(counter) || counter < 0 || counter >= 2 ** 32) {
        throw new RangeError(`random.at takes integers from 0 to 2^32 - 1, got ${counter}`)
      }
    }
    return new PhiloxStream(this.#key0, this.#key1, [counters[0] ?? 0, counters[1] ?? 0, counters[2] ?? 0])
  }

  uniform(): number {
    return this.#word() / 2 ** 32
  }

  words(out: Uint32Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.#word()
  }

  integer(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    return radius * Math.cos(2 * Math.PI * this.uniform())
  }

  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const swapped = order[i]!
      order[i] = order[j]!
      order[j] = swapped
    }
    return order
  }

  #word(): number {
    if (this.#used === 4) {
      const [c1, c2, c3] = this.#counters
      philox4x32(this.#words, this.#block++, c1, c2, c3, this.#key0, this.#key1)
      this.#used = 0
    }
    return this.#words[this.#used++]!
  }
}

/**
 * Philox4x32-10: ten rounds over a counter of four words and a key of two (Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011). Writes four words of 32 bits.
 */
export function philox4x32(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key0: number,
  key1: number,
): void {
  // Integers of 32 bits with their sign, which is all that V8 is fast with; the array drops it.
  let x0 = c0 | 0
  let x1 = c1 | 0
  let x2 = c2 | 0
  let x3 = c3 | 0
  let k0 = key0 | 0
  let k1 = key1 | 0
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, x0)
    const high1 = multiplyHigh(0xcd9e8d57, x2)
    const low0 = Math.imul(0xd2511f53, x0)
    const low1 = Math.imul(0xcd9e8d57, x2)
    x0 = high1 ^ x1 ^ k0
    x1 = low1
    x2 = high0 ^ x3 ^ k1
    x3 = low0
    k0 = (k0 + 0x9e3779b9) | 0
    k1 = (k1 + 0xbb67ae85) | 0
  }
  out[0] = x0
  out[1] = x1
  out[2] = x2
  out[3] = x3
}

/** The upper 32 bits of the product of two unsigned 32-bit integers, to be read without a sign. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0
}
