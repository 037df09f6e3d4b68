/** How often samples of each true class were given each class: predicted [n], labels [n] -> counts [true, predicted]. */
export function confusionMatrix(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): readonly (readonly number[])[] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let sample = 0; sample < labels.length; sample++) counts[labels[sample]!]![predicted[sample]!]!++
  return counts
}
