import type { Picture, Spec } from './picture.js'
import { theme } from './theme.js'

/** The specification of a picture as it stands alone: title, description and theme beside what it shows. */
export function wholeSpec({ title, description, spec }: Picture): Spec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description,
    title: { text: title },
    ...spec,
    config: theme,
  }
}
