import { createRequire } from 'node:module'

/**
 * Loads packages as CommonJS. All of TensorFlow.js must be loaded this way: its packages require one another, and an
 * `import` could bring in a second copy of tfjs-core, with an engine, kernels and tensors of its own.
 */
export const requirePackage: NodeJS.Require = createRequire(import.meta.url)
