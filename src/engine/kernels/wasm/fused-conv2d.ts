import type { FusedConv2DAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { Assembly } from './assembly.js'
import { convolve } from './convolve.js'
import { wasmKernel } from './wasm-kernel.js'

interface FusedInputs {
  readonly x: TensorInfo
  readonly filter: TensorInfo
  readonly bias: TensorInfo
}

/**
 * A convolution, then a bias for each channel, then a ReLU or nothing: what predictions are made of. Other biases and
 * activations are left to the backend.
 */
export function fusedConv2d(tf: Tf, assembly: Assembly): KernelConfig {
  const original = tf.getKernel(tf.FusedConv2D, 'wasm').kernelFunc
  const own = wasmKernel<FusedConv2DAttrs>(tf.FusedConv2D, (heap, inputs, attrs) => {
    const { x, filter, bias } = inputs as unknown as FusedInputs
    const out = convolve(tf, assembly, heap, { x, filter }, attrs)
    const places = tf.util.sizeFromShape(out.shape.slice(0, 3))
    assembly.addBias(heap.at(out), heap.at(bias), places, bias.shape[0]!, attrs.activation === 'relu')
    return out
  })
  return {
    ...own,
    kernelFunc: (call) => {
      const { filter, bias } = call.inputs as unknown as Partial<FusedInputs>
      const { activation } = call.attrs as unknown as FusedConv2DAttrs
      const isOurs =
        bias?.shape.length === 1 &&
        bias.shape[0] === filter?.shape[3] &&
        (activation === 'linear' || activation === 'relu')
      return (isOurs ? own.kernelFunc : original)(call)
    },
  }
}
