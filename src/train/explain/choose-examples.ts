/** What a network said of labelled images. */
export interface Said {
  /** [n, classes] */
  readonly probabilities: ArrayLike<number>
  /** [n] */
  readonly predicted: ArrayLike<number>
  /** [n] */
  readonly labels: ArrayLike<number>
}

/**
 * The images that show best what a network looks for in a class: of those that are of the class, first those that it
 * recognized, the surest of it first; then those that it took for another one, the class's probability highest first. Of
 * equals the earlier; at most `count`.
 */
export function chooseExamples(
  { probabilities, predicted, labels }: Said,
  target: number,
  count: number,
): readonly number[] {
  const classes = probabilities.length / labels.length
  const isMissed = (sample: number) => Number(predicted[sample] !== target)
  const shareOf = (sample: number) => probabilities[sample * classes + target]!
  return Array.from({ length: labels.length }, (_, sample) => sample)
    .filter((sample) => labels[sample] === target)
    .sort((a, b) => isMissed(a) - isMissed(b) || shareOf(b) - shareOf(a) || a - b)
    .slice(0, count)
}
