/**
 * Whether another version of this can change numbers. Node's cannot; what of sweep computes is hashed as code or kernels,
 * and an experiment that imports it, by the name of its package, takes types and a wrapper.
 */
export function versionCounts(name: string): boolean {
  return name !== 'node' && name !== 'sweep' && name !== 'tfjs-sweep'
}
