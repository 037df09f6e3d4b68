import type { Device } from '../../core/run.js'

/**
 * The environment of a host. TensorFlow reads it once, while it loads, so it must stand before the process starts.
 * The number of threads changes how sums are rounded, therefore it is never left to the machine.
 */
export function hostEnvironment(base: NodeJS.ProcessEnv, threads: number, device: Device): NodeJS.ProcessEnv {
  return {
    ...base,
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    OMP_NUM_THREADS: String(threads),
    // Off by default on CPUs without AVX-512, where it still makes convolutions much faster.
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_CPP_MIN_LOG_LEVEL: base.TF_CPP_MIN_LOG_LEVEL ?? '2',
    ...deviceEnvironment(base, device),
  }
}

function deviceEnvironment(base: NodeJS.ProcessEnv, device: Device): NodeJS.ProcessEnv {
  switch (device.kind) {
    case 'cpu':
      // Not the empty text, which counts as unset on Windows.
      return { CUDA_VISIBLE_DEVICES: '-1' }
    case 'gpu':
      return {
        // To the host this is its only GPU, number 0.
        CUDA_VISIBLE_DEVICES: device.id,
        // Numbers that the user has not given come from nvidia-smi, which counts by bus; CUDA itself counts the fastest first.
        ...(base.CUDA_VISIBLE_DEVICES === undefined && { CUDA_DEVICE_ORDER: base.CUDA_DEVICE_ORDER ?? 'PCI_BUS_ID' }),
        TF_FORCE_GPU_ALLOW_GROWTH: 'true',
        // The same readings every time, bit for bit. Autotuning chooses algorithms by how long they happened to take.
        TF_DETERMINISTIC_OPS: '1',
        TF_CUDNN_DETERMINISTIC: '1',
        TF_CUDNN_USE_AUTOTUNE: '0',
        // TensorFloat-32 keeps 10 bits of a float32's 23: the same trial would score differently from GPU to CPU.
        NVIDIA_TF32_OVERRIDE: '0',
      }
    default:
      return device satisfies never
  }
}
