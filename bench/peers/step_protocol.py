"""What the peers of bench/training-step have in common: their arguments, the batch, the clock and the answer."""

import argparse
import json
import math
import resource
import sys
import time

BATCH = 64
SIDE = 40
CLASSES = 7
CHANNELS = [64, 64, 128, 128, 256, 256, 512, 512]
HIDDEN = 4096
DROPOUT = 0.2
LR = 0.01
MOMENTUM = 0.9
WEIGHT_DECAY = 1e-4


def arguments(flags=()):
    parser = argparse.ArgumentParser()
    parser.add_argument("--width", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--warmup", type=int, required=True)
    parser.add_argument("--steps", type=int, required=True)
    for flag in flags:
        parser.add_argument(flag, action="store_true")
    return parser.parse_args()


def scaled(count, width):
    """Rounds halves up, as JavaScript does."""
    return max(1, math.floor(count * width + 0.5))


def batch():
    """64 images of noise from a linear congruential generator, [batch, height, width], and their classes."""
    import numpy

    state, pixels = 1, []
    for _ in range(BATCH * SIDE * SIDE):
        state = (state * 1664525 + 1013904223) % 2**32
        pixels.append(state / 2**32)
    images = numpy.array(pixels, dtype=numpy.float32).reshape(BATCH, SIDE, SIDE)
    return images, numpy.arange(BATCH, dtype=numpy.int64) % CLASSES


def measure(step, args, version, parameters):
    """Calls `step` (which returns the loss) again and again and prints the times of all calls after the warm-up."""
    losses, milliseconds, cpu = [], [], []
    for i in range(args.warmup + args.steps):
        start, cpu_start = time.perf_counter(), time.process_time()
        losses.append(step())
        if i >= args.warmup:
            cpu.append((time.process_time() - cpu_start) * 1000)
            milliseconds.append((time.perf_counter() - start) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answer(
        {
            "version": version,
            "parameters": parameters,
            "losses": losses,
            "milliseconds": milliseconds,
            "cpuMilliseconds": cpu,
            "peakMegabytes": peak,
        }
    )


def missing(package):
    """Says that a package is not installed, which is an answer and no failure."""
    answer({"missing": f"not installed: pip install {package}"})
    sys.exit(0)


def answer(record):
    print(json.dumps(record), flush=True)
