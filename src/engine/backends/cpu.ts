import type * as cpu from '@tensorflow/tfjs-backend-cpu'
import { type EngineDetails, EngineError, type Tf } from '../engine.js'
import { requirePackage } from '../packages.js'

/** The backend in plain JavaScript: slow, everywhere, and what the others are checked against. */
export async function loadCpu(tf: Tf): Promise<EngineDetails> {
  const { version_cpu: version }: typeof cpu = requirePackage('@tensorflow/tfjs-backend-cpu')
  if (!(await tf.setBackend('cpu'))) throw new EngineError('Engine "cpu": TensorFlow.js could not start the backend.')
  return { version, ...cpuDevice }
}

/** What it computes on, which is known without loading it. */
export const cpuDevice = { device: 'CPU (JavaScript)', deviceKind: 'cpu' } as const
