import type { Tf } from '../../engine.js'

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

/** An attribute of an operation of libtensorflow. */
interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: boolean | number | string | readonly number[]
}

/** The numbers by which the native binding knows types. */
interface AttributeTypes {
  readonly TF_FLOAT: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_FLOAT: number
  readonly TF_ATTR_INT: number
  readonly TF_ATTR_STRING: number
  readonly TF_ATTR_TYPE: number
}

/** Makes attributes of the types that operations want; `float32` says that the data type of that name is float32. */
export function attributes(types: AttributeTypes) {
  const of = (type: number) => (name: string, value: Attribute['value']) => ({ name, type, value })
  return {
    flag: of(types.TF_ATTR_BOOL),
    float: of(types.TF_ATTR_FLOAT),
    integer: of(types.TF_ATTR_INT),
    text: of(types.TF_ATTR_STRING),
    float32: (name: string) => ({ name, type: types.TF_ATTR_TYPE, value: types.TF_FLOAT }),
    /** Chooses the kernel of oneDNN of an operation `_MklNative...`. */
    oneDnn: { name: '_kernel', type: types.TF_ATTR_STRING, value: 'MklNameChangeOp' },
  } satisfies Record<string, Attribute | ((name: string, value: never) => Attribute)>
}
