/**
 * Share of the samples whose true class is among the k highest logits: logits [n, classes], labels [n]. Of equal logits
 * the lower class stands first (`torch.topk` leaves open which does), so that for k = 1 this is the accuracy. A sample
 * with a logit that is NaN counts as missed.
 */
export function topKAccuracy(logits: ArrayLike<number>, labels: ArrayLike<number>, k: number): number {
  const classes = logits.length / labels.length
  let hits = 0
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const label = labels[sample]!
    const own = logits[at + label]!
    let before = 0
    for (let j = 0; j < classes; j++) {
      const other = logits[at + j]!
      const standsBehind = other < own || (other === own && j >= label)
      if (!standsBehind) before++
    }
    if (before < k) hits++
  }
  return hits / labels.length
}
