/** Whether stdout shows colours: FORCE_COLOR and NO_COLOR (https://no-color.org) settle it, otherwise the terminal. */
export function wantsColor(): boolean {
  const { FORCE_COLOR, NO_COLOR } = process.env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return process.stdout.isTTY === true && process.stdout.hasColors()
}
