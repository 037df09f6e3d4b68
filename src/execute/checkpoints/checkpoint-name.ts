const ending = '.safetensors'

/** What a checkpoint that cannot be read is called from then on ends so. */
export const damagedEnding = '.damaged'

/** The file of the checkpoint after a step or, with `within`, so far into the next one. */
export function checkpointName(step: number, within = 0): string {
  const digits = (count: number) => String(count).padStart(9, '0')
  return `step-${digits(step)}${within === 0 ? '' : `-${digits(within)}`}${ending}`
}

/** The checkpoints among the names of files, newest first. */
export function newestFirst(names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => placeOf(name) ?? [])
    .sort((a, b) => b.step - a.step || b.within - a.within)
    .map(({ name }) => name)
}

/** Whether a file of that name was written here: a checkpoint, whole, in part or damaged. */
export function isOurs(name: string): boolean {
  return ourName.test(name)
}

/** By number: as text, a step of more digits or one without `within` would not stand where it belongs. */
function placeOf(name: string) {
  const [, step, within = 0] = wholeName.exec(name) ?? []
  return step === undefined ? undefined : { name, step: Number(step), within: Number(within) }
}

const wholeName = /^step-(\d{9,})(?:-(\d{9,}))?\.safetensors$/
const ourName = /^step-\d{9,}(?:-\d{9,})?\.safetensors(?:\.damaged|\.[\d-]+\.partial)?$/
