import { dirname, sep } from 'node:path'
import type * as wasm from '@tensorflow/tfjs-backend-wasm'
import { type EngineDetails, EngineError, type Tf } from '../engine.js'
import { registerWasmKernels } from '../kernels/wasm/register.js'
import { requirePackage } from '../packages.js'

/** The WebAssembly backend on one thread, so that its numbers do not depend on the machine, with the kernels it lacks. */
export async function loadWasm(tf: Tf): Promise<EngineDetails> {
  const packageName = '@tensorflow/tfjs-backend-wasm'
  const backend: typeof wasm = requirePackage(packageName)
  if (tf.findBackend('wasm') === null) {
    backend.setWasmPaths(dirname(requirePackage.resolve(packageName)) + sep)
    backend.setThreadsCount(1)
  }
  const started = await keepingProcessListeners(() => tf.setBackend('wasm'))
  if (!started) throw new EngineError('Engine "wasm": WebAssembly could not be started. Use the engine "cpu" instead.')
  registerWasmKernels(tf)
  const simd = tf.env().getBool('WASM_HAS_SIMD_SUPPORT') ? 'with SIMD' : 'without SIMD'
  return { version: backend.version_wasm, device: `CPU (WebAssembly ${simd}, 1 thread)`, deviceKind: 'cpu' }
}

/** Emscripten's loader adds handlers that rethrow every uncaught exception and rejection of the process; they go. */
async function keepingProcessListeners<T>(start: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => process.rawListeners(event))
  try {
    return await start()
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]!.includes(listener)) process.removeListener(event, listener as (...args: unknown[]) => void)
      }
    })
  }
}
