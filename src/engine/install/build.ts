/** Which libtensorflow: one for CPUs only, or one that computes on NVIDIA GPUs too, with the CUDA libraries it needs. */
export const builds = ['gpu', 'cpu'] as const

export type Build = (typeof builds)[number]
