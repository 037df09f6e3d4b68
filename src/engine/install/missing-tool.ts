/** Something that an installation needs and does not find. */
export interface MissingTool {
  readonly what: string
  /** What to do about it; a command where there is one. */
  readonly fix: string
}
