import { expect, test } from 'vitest'
import { isEngineChatter } from '#sweep/execute/pool/host-process.js'

test.each([
  ['WARNING: All log messages before absl::InitializeLog() is called are written to STDERR', true],
  ['I0000 00:00:1795502512.989269   22728 port.cc:153] oneDNN custom operations are on.', true],
  ['E0000 00:00:1795502512.989269   22728 cuda_dnn.cc:8579] Unable to register cuDNN factory', false],
  ['W0000 00:00:1795502512.989269   22728 gpu_device.cc:2344] Cannot dlopen some GPU libraries.', false],
  ['I0000 is what my experiment prints', false],
  ['epoch 1: loss 0.5', false],
])('%j', (line, chatter) => expect(isEngineChatter(line)).toBe(chatter))
