import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../tf.js'

/** The wasm backend as far as kernels that are made from its other kernels look at it. */
export type WasmBackend = Pick<BackendWasm, 'makeOutput' | 'typedArrayFromHeap' | 'disposeData'>

export type Inputs = Readonly<Record<string, TensorInfo>>

/** Other kernels of the backend, called on bare data, outside the engine's tape and scopes. */
export interface OtherKernels {
  readonly backend: WasmBackend
  /** The caller owns the result and frees it, unless it returns it. */
  run(kernelName: string, inputs: Inputs, attrs: object): TensorInfo
  free(...tensors: readonly TensorInfo[]): void
}

/** A kernel of the wasm backend that is made from its other kernels. */
export function wasmKernel<Attrs>(
  tf: Tf,
  kernelName: string,
  compute: (kernels: OtherKernels, inputs: Inputs, attrs: Attrs) => TensorInfo,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend, attrs }) =>
      compute(otherKernels(tf, backend as WasmBackend), inputs as Inputs, attrs as Attrs),
  }
}

function otherKernels(tf: Tf, backend: WasmBackend): OtherKernels {
  return {
    backend,
    run(kernelName, inputs, attrs) {
      const kernel = tf.getKernel(kernelName, 'wasm')
      return kernel.kernelFunc({ inputs, backend, attrs: attrs as KernelAttrs }) as TensorInfo
    },
    free(...tensors) {
      for (const { dataId } of tensors) backend.disposeData(dataId)
    },
  }
}

type KernelAttrs = NonNullable<Parameters<KernelConfig['kernelFunc']>[0]['attrs']>
