const ending = '.safetensors'

/** The file of the checkpoint of a step; later steps sort behind earlier ones. */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(9, '0')}${ending}`
}

/** The checkpoints among the names of files, newest first. */
export function newestFirst(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .reverse()
}
