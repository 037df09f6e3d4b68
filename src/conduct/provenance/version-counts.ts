/** Whether another version of this can change numbers. Node's cannot; what of sweep computes is hashed as code or kernels. */
export function versionCounts(name: string): boolean {
  return name !== 'node' && name !== 'sweep'
}
