/** The optional packages of the engine `webgpu`: the backend of TensorFlow.js, and Dawn for Node. */
export const webgpuPackages = { backend: '@tensorflow/tfjs-backend-webgpu', dawn: 'webgpu' } as const
