import type { Tf } from '../../tf.js'
import type { Attribute, AttributeTypes } from './attributes.js'

/** What we use of tfjs-node's NodeJSKernelBackend. */
export interface NodeBackend {
  readonly binding: AttributeTypes & { readonly TF_Version: string }
  readonly isUsingGpuDevice: boolean
  /** Runs an operation of libtensorflow by its name. Throws what libtensorflow says against it. */
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly unknown[],
    outputs: number,
  ): InstanceType<Tf['Tensor']>[]
}
