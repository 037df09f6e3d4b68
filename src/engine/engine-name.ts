/** A TensorFlow.js backend ready to train, best first: the order in which `auto` looks. */
export const engineNames = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const

export type EngineName = (typeof engineNames)[number]
