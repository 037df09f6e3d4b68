/** The module of every built-in experiment by the name that a sweep file gives it. */
export const builtinExperiments: Readonly<Record<string, URL>> = {
  fer: new URL('./fer.js', import.meta.url),
  images: new URL('./images.js', import.meta.url),
}
