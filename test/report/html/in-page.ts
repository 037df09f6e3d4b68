import type { ElementHandle, Page } from 'puppeteer-core'

/** What a test looks at in the page. What runs there is text: the tests' own types know no document. */
export function inPage(page: Page) {
  const evaluate = <T>(code: string) => page.evaluate(code) as Promise<T>
  return {
    /** Whether a text of the run has run as code. */
    broken: () => evaluate<boolean>('globalThis.broken !== undefined'),
    /** Whether it shows that very text. */
    says: (text: string) =>
      evaluate<boolean>(`document.querySelector('main').textContent.includes(${JSON.stringify(text)})`),
    /** Pixels by which the page is wider than its window. */
    overflow: () => evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    /** Charts without marks or without words; at least one is there. */
    undrawn: () =>
      evaluate<string[]>(`(() => {
        const marks = 'svg [class*="mark-"][class*="role-mark"] :is(path, line, rect, text)'
        const figures = [...document.querySelectorAll('figure[data-chart]')]
        const wrong = figures.filter((figure) => {
          const words = figure.querySelector('[aria-roledescription=visualization]')?.getAttribute('aria-label')
          return figure.querySelector(marks) === null || words !== figure.querySelector('.chart-description').textContent
        })
        return figures.length === 0 ? ['none'] : wrong.map(({ id }) => id)
      })()`),
    charts: () =>
      evaluate<readonly { readonly id: string; readonly views: number; readonly last: string }[]>(
        `[...document.querySelectorAll('figure[data-chart]')].map((figure) => {
          const options = figure.querySelectorAll('select option')
          return { id: figure.id, views: options.length, last: options[options.length - 1]?.value ?? '' }
        })`,
      ),
    drawing: (id: string) => evaluate<string>(`document.querySelector('#${id} svg').outerHTML`),
    /** The words of the filter and the rows that are there must agree. */
    shownTrials: () =>
      evaluate<string>(`(() => {
        const rows = [...document.querySelectorAll('#all-trials tbody tr')]
        const seen = rows.filter((row) => row.getBoundingClientRect().height > 0).length
        const said = document.querySelector('[data-filters=all-trials] output').textContent
        return said === seen + ' of ' + rows.length + ' trials' ? said : said + ', but ' + seen
      })()`),
    /** What paper would not show: boxes that scroll, controls, charts wider than the page. */
    cut: () =>
      evaluate<string[]>(`[
        ...[...document.querySelectorAll('.scroll, .chart, pre')].filter((box) => getComputedStyle(box).overflowX !== 'visible'),
        ...[...document.querySelectorAll('form, select, nav')].filter((each) => each.getClientRects().length > 0),
        ...[...document.querySelectorAll('.chart svg')].filter((svg) => svg.getBoundingClientRect().right > innerWidth + 1),
      ].map((each) => each.id || each.className || each.tagName)`),
    until: (condition: string) => page.waitForFunction(condition, { timeout: 0 }),
    column: async (table: string, header: string) => {
      const cell = `[...document.querySelectorAll('#${table} thead th')].find((each) => each.textContent === '${header}')`
      const button = (await page.evaluateHandle(`${cell}.querySelector('button')`)) as ElementHandle
      return {
        button,
        sort: () => evaluate<string | null>(`${cell}.getAttribute('aria-sort')`),
        values: () =>
          evaluate<string[]>(
            `[...document.querySelectorAll('#${table} tbody tr')].map((row) => row.cells[${cell}.cellIndex].dataset.value ?? '')`,
          ),
      }
    },
  }
}
