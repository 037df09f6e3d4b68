import type { Gpu } from './gpu.js'

/** What `nvidia-smi --query-gpu=` is asked for, in the order in which `parseNvidiaSmi` expects it. */
export const gpuQuery = 'index,uuid,name,memory.total,driver_version'

/** The GPUs in what `nvidia-smi --query-gpu=… --format=csv,noheader` prints. Throws an Error on any other text. */
export function parseNvidiaSmi(text: string): readonly Gpu[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [, index, uuid, name, memory, driver] = row.exec(line) ?? []
    if (index === undefined) throw new Error(`not a line of "${gpuQuery}": ${line}`)
    const mebibytes = /^(\d+) MiB$/.exec(memory!)?.[1]
    return {
      index: Number(index),
      uuid: uuid!,
      name: name!,
      memoryMebibytes: mebibytes === undefined ? null : Number(mebibytes),
      driver: driver!,
    }
  })
}

// A name may hold commas; what stands before and behind it does not.
const row = /^\s*(\d+)\s*,\s*([^,]+?)\s*,\s*(.+?)\s*,\s*([^,]+?)\s*,\s*([^,]+?)\s*$/
