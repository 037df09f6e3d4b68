/**
 * Whether a line on standard error is one of libtensorflow's that informs only. It writes some of them before it has read
 * the level of its log, so that `TF_CPP_MIN_LOG_LEVEL` cannot keep them back (glog's format: severity, month and day).
 */
export function isEngineChatter(line: string): boolean {
  return preamble.test(line) || information.test(line)
}

const preamble = /^WARNING: All log messages before absl::InitializeLog\(\) is called are written to STDERR$/
const information = /^I\d{4} [\d.:]+ +\d+ \w+\.cc:\d+\] /
