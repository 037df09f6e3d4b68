/** Hears how an installation goes. */
export interface InstallWatch {
  /** A step begins; `bytes` is what it will move, where that is known. */
  step(text: string, bytes?: number): void
  /** So many bytes of the step are done. */
  progress(bytes: number): void
  /** Something that the user should know and that stops nothing. */
  warn(text: string): void
}
