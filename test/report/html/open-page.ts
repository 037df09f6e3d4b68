import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'

/** A page in a headless browser, with all that it asked for and complained of. */
export interface OpenPage {
  readonly page: Page
  /** Addresses of its requests, those of `data:` left out. */
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
  /** Ends the browser and removes what it wrote. */
  close(): Promise<void>
}

/** Opens a file and waits until its charts are drawn. */
export async function openPage(chromium: string, file: string, width: number): Promise<OpenPage> {
  const profile = await mkdtemp(join(tmpdir(), 'sweep-chromium-'))
  let browser: Browser | undefined
  const close = async () => {
    await browser?.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 10 })
  }
  try {
    browser = await puppeteer.launch({
      executablePath: chromium,
      userDataDir: profile,
      env: { ...process.env, TMPDIR: profile },
      // Root has no sandbox, and only files of our own are opened.
      args: ['--no-sandbox', '--disable-gpu', '--no-zygote', '--disable-extensions', '--disable-background-networking'],
      timeout: 0,
      protocolTimeout: 0,
    })
    const page = (await browser.pages())[0]!
    const [requests, complaints]: [string[], string[]] = [[], []]
    page.on('request', (request) => void (request.url().startsWith('data:') || requests.push(request.url())))
    page.on('console', (message) => void complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => void complaints.push(String(error)))
    await page.setViewport({ width, height: 900 })
    await page.goto(pathToFileURL(file).href, { waitUntil: 'domcontentloaded', timeout: 0 })
    await page.waitForSelector('html[data-charts=drawn]', { timeout: 0 })
    return { page, requests, complaints, close }
  } catch (error) {
    await close()
    throw error
  }
}
