import { readdir, symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { installationPaths } from './installation.js'

/**
 * Makes NVIDIA's libraries findable without LD_LIBRARY_PATH. TensorFlow looks for them beside itself, so each gets a
 * link there; and it looks for the assembler of CUDA in `../nvidia/cuda_nvcc`. Does nothing without such packages.
 */
export async function linkLibraries(folder: string): Promise<void> {
  const { wheels, tensorflow, libraries } = installationPaths(folder)
  const packages = (await readdir(wheels, { withFileTypes: true })).filter((each) => each.isDirectory())
  const others = packages.filter(({ name }) => !['tensorflow', 'licences'].includes(name))
  if (others.length === 0) return
  for (const { name } of others) {
    const lib = join(wheels, name, 'lib')
    for (const file of await readdir(lib).catch(() => [])) {
      if (file.includes('.so')) await symlink(relative(libraries, join(lib, file)), join(libraries, file))
    }
  }
  await symlink('..', join(tensorflow, 'nvidia'))
}
