import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { loadAssembly } from './assembly.js'
import { batchMatMul } from './batch-mat-mul.js'
import { conv2d } from './conv2d.js'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js'
import { conv2dBackpropInput } from './conv2d-backprop-input.js'
import { depthwiseBackpropFilter } from './depthwise-backprop-filter.js'
import { depthwiseBackpropInput } from './depthwise-backprop-input.js'
import { fusedConv2d } from './fused-conv2d.js'
import { identity } from './identity.js'
import { maxPoolGrad } from './max-pool-grad.js'
import { normalizeBatch } from './normalize-batch.js'
import { normalizeBatchGrad } from './normalize-batch-grad.js'
import { tile } from './tile.js'
import { unsortedSegmentSum } from './unsorted-segment-sum.js'
import type { WasmBackend } from './wasm-backend.js'

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
