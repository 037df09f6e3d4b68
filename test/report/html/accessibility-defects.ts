import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'

/** What axe has to say against a page, a line each: the rules of WCAG 2.1 up to AA and good practice. */
export async function accessibilityDefects(page: Page): Promise<readonly string[]> {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map(({ id, help, nodes }) =>
      id + ': ' + help + ' (' + nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ') + ')'))`,
  )) as string[]
  return violations
}
