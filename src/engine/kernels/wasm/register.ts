import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import { loadAssembly } from './assembly.js'
import { identity, type WasmBackend } from './backend.js'
import { normalizeBatch, normalizeBatchGrad } from './batch-normalization.js'
import { conv2d, fusedConv2d, tile } from './convolution.js'
import { conv2dBackpropFilter, conv2dBackpropInput } from './convolution-gradients.js'
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-gradients.js'
import { batchMatMul } from './matrix-product.js'
import { maxPoolGrad } from './max-pooling.js'
import { unsortedSegmentSum } from './segment-sum.js'

/**
 * Gives the wasm backend what training needs and tfjs-backend-wasm 4.22 does not have or has very slowly. The backend
 * must be active; a second call does nothing.
 */
export function registerWasmKernels(tf: Tf): void {
  if (tf.getKernel(tf.Conv2DBackpropFilter, 'wasm') !== undefined) return
  const backend = tf.backend() as unknown as WasmBackend
  let heap = backend.wasm
  const assembly = { ...loadAssembly(backend) }
  // A backend that was removed and started anew has another heap.
  const setUp = (backend: WasmBackend) => {
    if (backend.wasm === heap) return
    heap = backend.wasm
    Object.assign(assembly, loadAssembly(backend))
  }
  for (const kernel of [
    batchMatMul(tf, assembly),
    conv2d(tf, assembly),
    conv2dBackpropFilter(tf, assembly),
    conv2dBackpropInput(tf, assembly),
    depthwiseBackpropFilter(tf, assembly),
    depthwiseBackpropInput(tf, assembly),
    fusedConv2d(tf, assembly),
    identity(tf),
    maxPoolGrad(tf, assembly),
    normalizeBatch(tf, assembly),
    normalizeBatchGrad(tf, assembly),
    tile(tf),
    unsortedSegmentSum(tf),
  ])
    replace(tf, kernel, setUp)
}

/** The backend's own kernel may be called by ours, so it is set up with the backend too. */
function replace(tf: Tf, kernel: KernelConfig, setUp: (backend: WasmBackend) => void): void {
  const original = tf.getKernel(kernel.kernelName, 'wasm')
  if (original !== undefined) tf.unregisterKernel(kernel.kernelName, 'wasm')
  const setupFunc = (backend: object) => {
    original?.setupFunc?.(backend)
    setUp(backend as WasmBackend)
  }
  tf.registerKernel({ ...original, ...kernel, setupFunc })
}
