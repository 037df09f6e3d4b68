/** Sizes that make a VGG. */
export interface VggOptions {
  /** Multiplies the number of channels and of hidden units; 1 is the network of the study. */
  readonly width: number
  readonly classes: number
  /** Probability of a hidden unit to be dropped. */
  readonly dropout: number
}

export interface WeightShape {
  readonly name: string
  readonly shape: readonly number[]
  /** How the weight starts: a constant, or uniform between -bound and bound. */
  readonly start: { readonly constant: number } | { readonly bound: number }
}

/**
 * Name, shape and initial distribution of every weight of a VGG for 40x40 gray images: kernels
 * [height, width, in, out] and [in, out]. The initial distributions are PyTorch's: Kaiming uniform with a = sqrt(5),
 * which is 1 / sqrt(fan in) for kernels as it is for biases (He et al., "Delving deep into rectifiers", ICCV 2015).
 */
export function vggShape({ width, classes }: Pick<VggOptions, 'width' | 'classes'>): readonly WeightShape[] {
  const scaled = (count: number) => Math.max(1, Math.round(count * width))
  const weights: WeightShape[] = []
  let channels = 1
  for (const [k, count] of [64, 64, 128, 128, 256, 256, 512, 512].entries()) {
    const out = scaled(count)
    weights.push(...withBias(`conv${k}`, [3, 3, channels, out]), ...normalization(`bn${k}`, out))
    channels = out
  }
  // Four poolings leave 2x2 of 40x40.
  let units = 2 * 2 * channels
  for (const [k, out] of [scaled(4096), scaled(4096), classes].entries()) {
    weights.push(...withBias(`dense${k}`, [units, out]))
    units = out
  }
  return weights
}

function withBias(layer: string, shape: readonly number[]): WeightShape[] {
  const bound = 1 / Math.sqrt(shape.slice(0, -1).reduce((product, length) => product * length, 1))
  return [
    { name: `${layer}.kernel`, shape, start: { bound } },
    { name: `${layer}.bias`, shape: shape.slice(-1), start: { bound } },
  ]
}

function normalization(layer: string, channels: number): WeightShape[] {
  return [
    { name: `${layer}.gamma`, shape: [channels], start: { constant: 1 } },
    { name: `${layer}.beta`, shape: [channels], start: { constant: 0 } },
    { name: `${layer}.moving_mean`, shape: [channels], start: { constant: 0 } },
    { name: `${layer}.moving_variance`, shape: [channels], start: { constant: 1 } },
  ]
}
