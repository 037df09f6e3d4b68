/**
 * Means of the logits of each sample's crops, which stand next to one another: [n * crops, classes] -> [n, classes].
 * Summed in double precision, rounded once.
 */
export function averageCrops(logits: ArrayLike<number>, crops: number, classes: number): Float32Array {
  const means = new Float32Array(logits.length / crops)
  for (let at = 0; at < means.length; at++) {
    const [sample, k] = [Math.floor(at / classes), at % classes]
    let sum = 0
    for (let crop = 0; crop < crops; crop++) sum += logits[(sample * crops + crop) * classes + k]!
    means[at] = sum / crops
  }
  return means
}
