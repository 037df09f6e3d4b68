import type { Page, SerializedAXNode } from 'puppeteer-core'

/** What a screen reader finds in a page: `role name` of everything that has a name but of bare text. */
export async function accessibleNames(page: Page): Promise<readonly string[]> {
  const tree = await page.accessibility.snapshot({ interestingOnly: false })
  const names: string[] = []
  const walk = ({ role, name, children = [] }: SerializedAXNode): void => {
    if (name && !/Text/.test(role)) names.push(`${role} ${name}`)
    children.forEach(walk)
  }
  if (tree) walk(tree)
  return names
}
