import { readFileSync } from 'node:fs'

/** The script and the styles of the page, as `npm run build` made them from the files in `page/`. */
export function pageFiles(): { readonly script: string; readonly style: string } {
  const read = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')
  return { script: read('main.js'), style: read('style.css') }
}
