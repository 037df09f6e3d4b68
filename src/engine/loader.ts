import { loadCpu } from './backends/cpu.js'
import { loadTensorflow } from './backends/tensorflow.js'
import { loadWasm } from './backends/wasm.js'
import { loadWebgpu } from './backends/webgpu.js'
import { registerChainedOps } from './chained-ops.js'
import { type Engine, EngineError, type EngineName } from './engine.js'
import { watchTensors } from './leftovers.js'
import { requireTf } from './packages.js'
import { missingParts } from './status.js'

/**
 * Loads an engine into this thread, main or worker, and makes it the active backend of the thread.
 *
 * Worker threads do `const { loadEngine } = await import(moduleUrl)`. Calling it again is cheap; with another name it
 * switches the thread's backend. It prints nothing itself, but libtensorflow writes to stderr and reads its settings
 * when it loads: hosts set `TF_CPP_MIN_LOG_LEVEL`, `TF_NUM_INTRAOP_THREADS`, `TF_ENABLE_ONEDNN_OPTS`,
 * `TF_FORCE_GPU_ALLOW_GROWTH` and `CUDA_VISIBLE_DEVICES` in the environment of the process, before it starts.
 * `SWEEP_TENSORFLOW_BINDING` is the absolute path of a `tfjs_binding.node` of @tensorflow/tfjs-node-gpu that was built
 * elsewhere; without it the one inside the package is loaded.
 *
 * @throws EngineError when the engine is not there or does not load; the message says why and what to do.
 */
export async function loadEngine(name: EngineName): Promise<Engine> {
  const missing = missingParts(name)
  if (missing !== undefined) throw new EngineError(missing)
  const tf = requireTf()
  registerChainedOps(tf)
  return { name, ...(await loaders[name](tf)), tf, watchTensors: () => watchTensors(tf) }
}

const loaders = { tensorflow: loadTensorflow, webgpu: loadWebgpu, wasm: loadWasm, cpu: loadCpu }
