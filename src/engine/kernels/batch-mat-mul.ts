import type { BatchMatMulAttrs, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../tf.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * The product of two matrices, transposed first where asked: the gradients of a dense layer are such products, and the
 * backend is fast for plain ones alone (14 times, 16 x 102400 by 102400 x 16). Stacks of matrices are left to it.
 */
export function batchMatMul(tf: Tf): KernelConfig {
  const original = tf.getKernel(tf.BatchMatMul, 'wasm').kernelFunc
  return wasmKernel<BatchMatMulAttrs>(tf, tf.BatchMatMul, ({ backend, run, free }, inputs, attrs) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo }
    const { transposeA, transposeB } = attrs
    const multiply = (a: TensorInfo, b: TensorInfo, attrs: BatchMatMulAttrs) =>
      original({ inputs: { a, b }, backend, attrs: { ...attrs } }) as TensorInfo
    if ((!transposeA && !transposeB) || !isMatrix(a) || !isMatrix(b)) return multiply(a, b, attrs)

    const plainA = transposeA ? run(tf.Transpose, { x: a }, { perm: swapLastTwo(a) }) : a
    const plainB = transposeB ? run(tf.Transpose, { x: b }, { perm: swapLastTwo(b) }) : b
    const product = multiply(plainA, plainB, { transposeA: false, transposeB: false })
    if (transposeA) free(plainA)
    if (transposeB) free(plainB)
    return product
  })
}

function isMatrix({ shape }: TensorInfo): boolean {
  return shape.slice(0, -2).every((size) => size === 1)
}

function swapLastTwo({ shape: { length } }: TensorInfo): number[] {
  return Array.from({ length }, (_, axis) => (axis < length - 2 ? axis : 2 * length - 3 - axis))
}
