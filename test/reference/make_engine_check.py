"""Computes the numbers that `sweep engine check` compares engines with, by PyTorch in double precision.

    python test/reference/make_engine_check.py           prints the table of src/engine/check/numbers.ts
    python test/reference/make_engine_check.py float32   prints how far PyTorch's own float32 is from it

The network is that of src/engine/check/train-check-network.ts. No data file is needed: images and first weights are
samples of a sine. Arrays are laid out as TensorFlow lays them out; only what PyTorch is handed is transposed.
"""

import sys

import torch
import torch.nn.functional as F

STEPS, RATE, MOMENTUM, EPSILON = 5, 0.05, 0.9, 1e-3
BATCH, SIDE, CHANNELS, CLASSES = 6, 12, (2, 4, 5), 3


def wave(shape, scale, phase):
    """scale * sin(phase + 1.7 i) in double precision, rounded to float32 as an engine is given it."""
    size = torch.Size(shape).numel()
    samples = scale * torch.sin(phase + 1.7 * torch.arange(size, dtype=torch.float64))
    return samples.to(torch.float32).reshape(shape)


def first_weights(dtype):
    inputs, hidden, outputs = CHANNELS
    features = (SIDE // 4) ** 2 * outputs
    weights = {
        "conv1": wave([3, 3, inputs, hidden], 0.5, 1),
        "gamma": 1 + wave([hidden], 0.2, 2),
        "beta": wave([hidden], 0.2, 3),
        "conv2": wave([3, 3, hidden, outputs], 0.4, 4),
        "bias2": wave([outputs], 0.1, 5),
        "dense": wave([features, CLASSES], 0.3, 6),
        "bias": wave([CLASSES], 0.1, 7),
    }
    return {name: weight.to(dtype).requires_grad_() for name, weight in weights.items()}


def loss_of(weights, images, labels):
    kernel = lambda name: weights[name].permute(3, 2, 0, 1)
    x = F.conv2d(images.permute(0, 3, 1, 2), kernel("conv1"), padding=1)
    x = F.batch_norm(x, None, None, weights["gamma"], weights["beta"], training=True, eps=EPSILON)
    x = F.max_pool2d(F.relu(x), 2)
    # TensorFlow's "same" with stride 2 on an even side: all padding at the end.
    x = F.relu(F.conv2d(F.pad(x, (0, 1, 0, 1)), kernel("conv2"), weights["bias2"], stride=2))
    x = x.permute(0, 2, 3, 1).reshape(BATCH, -1)
    return F.cross_entropy(x @ weights["dense"] + weights["bias"], labels)


def train(dtype):
    images = wave([BATCH, SIDE, SIDE, CHANNELS[0]], 1, 0).to(dtype)
    labels = torch.arange(BATCH) % CLASSES
    weights = first_weights(dtype)
    optimizer = torch.optim.SGD(weights.values(), lr=RATE, momentum=MOMENTUM)
    numbers = {}
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        loss = loss_of(weights, images, labels)
        loss.backward()
        optimizer.step()
        numbers[f"loss of step {step}"] = loss.item()
    for name, weight in weights.items():
        flat = weight.detach().flatten()
        numbers[f"{name}[0]"] = flat[0].item()
        numbers[f"{name}[{len(flat) - 1}]"] = flat[-1].item()
        numbers[f"norm of {name}"] = flat.norm().item()
    return numbers


expected = train(torch.float64)
if sys.argv[1:] == ["float32"]:
    worst = max((abs(value - expected[name]), name) for name, value in train(torch.float32).items())
    print(f"largest difference {worst[0]:.2g}, {worst[1]}")
else:
    for name, value in expected.items():
        print(f"  '{name}': {value:.9g},")
