/**
 * The environment of a host. TensorFlow reads it once, while it loads, so it must stand before the process starts.
 * The number of threads changes how sums are rounded, therefore it is never left to the machine.
 */
export function hostEnvironment(base: NodeJS.ProcessEnv, threads: number): NodeJS.ProcessEnv {
  return {
    ...base,
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    OMP_NUM_THREADS: String(threads),
    // Off by default on CPUs without AVX-512, where it still makes convolutions much faster.
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_CPP_MIN_LOG_LEVEL: base.TF_CPP_MIN_LOG_LEVEL ?? '2',
  }
}
