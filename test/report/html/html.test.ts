import { expect, test } from 'vitest'
import { html, inlineJson, inlineScript } from '#sweep/report/html/html.js'
import { nasty } from './generated-run.js'

test('whatever stands in a hole is text, but for HTML that was made in the same way', () => {
  expect(html`<b title="${'"><i'}">${'<&>'}${html`<u>${"'"}</u>`}${[1, null, false, 'x\u0000']}</b>`.markup).toBe(
    '<b title="&#34;&#62;&#60;i">&#60;&#38;&#62;<u>&#39;</u>1x\ufffd</b>',
  )
})

test('data and code cannot end the element that they stand in', () => {
  const data = inlineJson('data', { text: nasty }).markup
  expect(data.match(/</g)).toHaveLength(2)
  expect(JSON.parse(data.replace(/<[^>]*>/g, ''))).toEqual({ text: nasty })
  const { element } = inlineScript(`const a = '</script><!--<script>'\n//# sourceMappingURL=a.map\n`)
  expect(element.markup).toBe(`<script>const a = '\\x3c/script>\\x3c!--\\x3cscript>'\n\n</script>`)
})
