const ending = '.safetensors'

/** What a checkpoint that cannot be read is called from then on ends so. */
export const damagedEnding = '.damaged'

/** The file of the checkpoint of a step; later steps sort behind earlier ones. */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(9, '0')}${ending}`
}

/** The checkpoints among the names of files, newest first. */
export function newestFirst(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => wholeName.test(name))
    .sort()
    .reverse()
}

/** Whether a file of that name was written here: a checkpoint, whole, in part or damaged. */
export function isOurs(name: string): boolean {
  return ourName.test(name)
}

const wholeName = /^step-\d{9,}\.safetensors$/
const ourName = /^step-\d{9,}\.safetensors(?:\.damaged|\.[\d-]+\.partial)?$/
