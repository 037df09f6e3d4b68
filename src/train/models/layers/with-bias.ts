import type { WeightShape } from '../weight-shape.js'

/**
 * A kernel and its bias as PyTorch starts them: Kaiming uniform with a = sqrt(5), which is 1 / sqrt(fan in) for kernels
 * as it is for biases (He et al., "Delving deep into rectifiers", ICCV 2015).
 */
export function withBias(kernel: Kernel, bias?: string): readonly WeightShape[] {
  const start = { bound: 1 / Math.sqrt(kernel.fanIn) }
  const { name, shape, outputs } = kernel
  return [{ name, shape, start }, ...(bias === undefined ? [] : [{ name: bias, shape: [outputs], start }])]
}

interface Kernel {
  readonly name: string
  readonly shape: readonly number[]
  /** Values of the input that one value of the output is made of. */
  readonly fanIn: number
  /** Length of the bias. */
  readonly outputs: number
}
