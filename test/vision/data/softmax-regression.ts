/** Rows of features and the class of each. */
export interface Samples {
  /** [count, features]. */
  readonly inputs: Float32Array
  readonly labels: Uint8Array
  readonly features: number
}

/**
 * Trains a linear softmax classifier, full batch with Nesterov momentum and weight decay, and returns the parts of the
 * training and of the validation samples that it classes rightly.
 */
export function softmaxRegression(
  training: Samples,
  validation: Samples,
  classes: number,
  { steps, rate, decay }: { readonly steps: number; readonly rate: number; readonly decay: number },
): { readonly training: number; readonly validation: number } {
  const { features } = training
  // The last row of weights is the bias.
  const weights = new Float32Array((features + 1) * classes)
  const velocity = new Float32Array(weights.length)
  for (let step = 0; step < steps; step++) {
    const gradient = gradientOf(weights, training, classes)
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i]! + decay * weights[i]!
      velocity[i] = 0.9 * velocity[i]! + slope
      weights[i] = weights[i]! - rate * (slope + 0.9 * velocity[i]!)
    }
  }
  return { training: accuracy(weights, training, classes), validation: accuracy(weights, validation, classes) }
}

function gradientOf(weights: Float32Array, { inputs, labels, features }: Samples, classes: number): Float32Array {
  const gradient = new Float32Array(weights.length)
  for (let row = 0; row < labels.length; row++) {
    const scores = scoresOf(weights, inputs, row, features, classes)
    const highest = Math.max(...scores)
    const exponentials = scores.map((score) => Math.exp(score - highest))
    const sum = exponentials.reduce((a, b) => a + b, 0)
    const errors = exponentials.map((e, k) => (e / sum - (k === labels[row] ? 1 : 0)) / labels.length)
    for (let j = 0; j <= features; j++) {
      const input = j < features ? inputs[row * features + j]! : 1
      for (let k = 0; k < classes; k++) gradient[j * classes + k]! += input * errors[k]!
    }
  }
  return gradient
}

function accuracy(weights: Float32Array, { inputs, labels, features }: Samples, classes: number): number {
  const right = labels.filter((label, row) => {
    const scores = scoresOf(weights, inputs, row, features, classes)
    return scores.indexOf(Math.max(...scores)) === label
  })
  return right.length / labels.length
}

function scoresOf(
  weights: Float32Array,
  inputs: Float32Array,
  row: number,
  features: number,
  classes: number,
): Float64Array {
  const scores = new Float64Array(classes)
  for (let j = 0; j <= features; j++) {
    const input = j < features ? inputs[row * features + j]! : 1
    for (let k = 0; k < classes; k++) scores[k]! += input * weights[j * classes + k]!
  }
  return scores
}
