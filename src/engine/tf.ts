import type * as core from '@tensorflow/tfjs-core'
import type * as layers from '@tensorflow/tfjs-layers'

/** The TensorFlow.js namespace that experiments train with: tfjs-core and tfjs-layers in one. */
export type Tf = typeof core & Omit<typeof layers, keyof typeof core>
