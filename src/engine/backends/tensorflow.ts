import { createRequire, Module } from 'node:module'
import { type EngineDetails, EngineError, type Tf } from '../engine.js'
import type { NodeBackend } from '../kernels/tensorflow/backend.js'
import { registerTensorflowKernels } from '../kernels/tensorflow/register.js'
import { requirePackage, tensorflowBinding, tensorflowPackage } from '../packages.js'

/** libtensorflow through the native binding of @tensorflow/tfjs-node-gpu, which shares our tfjs-core. */
export async function loadTensorflow(tf: Tf): Promise<EngineDetails> {
  const { from, path: binding } = tensorflowBinding()!
  try {
    requireWithBinding(binding)
    if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow.js could not start the backend')
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new EngineError(
      `Engine "tensorflow": the native binding ${binding} does not load: ${message}. ` +
        `${from === 'sweep engine install' ? reinstall : 'Build it again on this machine'}, or use the engine "wasm".`,
      { cause },
    )
  }
  registerTensorflowKernels(tf)
  const backend = tf.backend() as unknown as NodeBackend
  const { version }: { version: string } = requirePackage(`${tensorflowPackage}/package.json`)
  return {
    version: `${version} with libtensorflow ${backend.binding.TF_Version}`,
    device: `${backend.isUsingGpuDevice ? 'GPU' : 'CPU'} (libtensorflow)`,
    deviceKind: backend.isUsingGpuDevice ? 'gpu' : 'cpu',
  }
}

const reinstall = 'Run "npx sweep engine remove" and "npx sweep engine install"'

/**
 * The package asks @mapbox/node-pre-gyp where its binding is, which looks in the package's own folder only and parses
 * this process's command line on the way. While the package loads, we answer in its place.
 */
function requireWithBinding(binding: string): void {
  const finder = createRequire(requirePackage.resolve(`${tensorflowPackage}/package.json`)).resolve(
    '@mapbox/node-pre-gyp',
  )
  const real = requirePackage.cache[finder]
  const answer = new Module(finder)
  answer.filename = finder
  answer.loaded = true
  answer.exports = { find: () => binding }
  requirePackage.cache[finder] = answer
  try {
    requirePackage(tensorflowPackage)
  } finally {
    if (real === undefined) delete requirePackage.cache[finder]
    else requirePackage.cache[finder] = real
  }
}
