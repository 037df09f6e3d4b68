/** The name of this machine's platform in our table, such as `linux-x64` or `macos-arm64`; musl has one of its own. */
export function thisPlatform(): string {
  switch (process.platform) {
    case 'linux':
      return `linux-${process.arch}${glibcVersion() === undefined ? '-musl' : ''}`
    case 'darwin':
      return `macos-${process.arch}`
    case 'win32':
      return `windows-${process.arch}`
    default:
      return `${process.platform}-${process.arch}`
  }
}

/** Version of the GNU C library that this process runs on, such as `2.36`; undefined where there is none. */
export function glibcVersion(): string | undefined {
  // A report looks at the whole process, so one is enough.
  header ??= (process.report.getReport() as { header: ReportHeader }).header
  return header.glibcVersionRuntime
}

interface ReportHeader {
  readonly glibcVersionRuntime?: string
}

let header: ReportHeader | undefined
