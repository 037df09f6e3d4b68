import type { Findings } from '../warnings/warnings-of.js'

/** From which points the best one cannot be told; `describe` tells a point by its place. */
export function tieText({ points, comparison }: Findings, describe: (place: number) => string): readonly string[] {
  if (points.length < 2) return []
  if (comparison === null) {
    return [
      'Whether it is really better than the others cannot be told: every point has one seed, and no predictions were kept that tell this metric sample by sample.',
    ]
  }
  const tied = points.flatMap((point, place) => (place > 0 && point.tied ? [place] : []))
  const others = points.length - 1
  if (tied.length === 0) {
    const alone = comparison.method === 'mcnemar' || comparison.method === 'paired'
    const bound = alone ? ', as far as one seed each can tell' : ''
    const whom = others === 1 ? 'the other point' : `each of the ${others} other points`
    return [`It is better than ${whom} by more than chance explains${bound}.`]
  }
  const shown = tied.slice(0, tied.length === named + 1 ? named + 1 : named).map(describe)
  const more = tied.length - shown.length
  const list = `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
  return [`It cannot be told from ${countText(tied.length, others)}: ${list}.`]
}

function countText(tied: number, others: number): string {
  if (others === 1) return 'the other point'
  if (tied === others) return `any of the ${others} other points`
  return tied === 1 ? '1 other point' : `${tied} of the ${others} other points`
}

const named = 3
