/**
 * Some of what an export consists of, in the order in which it is to be written. `file` is a path from the export's
 * folder, with `/` on every system. Nothing but `whole` and `part` touches a disk, so a reader that takes its time
 * stops the pieces from being made.
 */
export type ExportPiece =
  /** All of a file. */
  | { readonly file: string; readonly whole: string | Uint8Array }
  /** More of a file; `rows` of its table are in it. */
  | { readonly file: string; readonly part: string | Uint8Array; readonly rows: number }
  /** A folder that has to be there though it may stay empty. */
  | { readonly folder: string }
