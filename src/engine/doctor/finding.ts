/** One thing that was looked at, and what to do about it. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail'
  readonly subject: string
  /** What is there, in words. */
  readonly found: string
  /** One line that names a command or a setting; null when there is nothing to do. */
  readonly advice: string | null
}
