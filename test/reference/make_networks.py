"""Computes what the networks resnet18 and efficientnet_b0 make of fixed weights, by PyTorch in double precision.

    python test/reference/make_networks.py    writes resnet18.safetensors and efficientnet_b0.safetensors beside it

Neither weights nor images are kept: both are hashes of their name and place, which the test computes too. Of the
gradients and of the moved averages only samples are kept, at most 48 of each. Names and layouts of weights are ours
(kernels [height, width, in, out]); only what PyTorch is handed is transposed.
"""

import json
import struct
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

BATCH, CLASSES, SAMPLES = 8, 5, 48


def values(name, shape):
    """Uniform in [0, 1): a hash of the name and the place."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint64) * 2654435761 + zlib.crc32(name.encode())
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = x & 0xFFFFFFFF
        x = ((x ^ (x >> np.uint64(shift))) * np.uint64(factor)) & np.uint64(0xFFFFFFFF)
    x = x ^ (x >> np.uint64(16))
    return (x.astype(np.float64) / 2**32).astype(np.float32).reshape(shape)


def first(name, shape):
    u = values(name, shape)
    if name.endswith("kernel"):
        fan_in = np.prod(shape[:2]) if name.endswith("depthwise_kernel") else np.prod(shape[:-1])
        return (2 * u - 1) * np.float32(np.sqrt(3 / fan_in))
    return u + np.float32(0.5 if name.endswith(("gamma", "variance")) else -0.5)


class Net:
    """Layers that make their weights when they are first used."""

    def __init__(self):
        self.weights, self.training = {}, True

    def weight(self, name, shape):
        if name not in self.weights:
            tensor = torch.tensor(first(name, shape), dtype=torch.float64)
            self.weights[name] = tensor.requires_grad_(".moving_" not in name)
        return self.weights[name]

    def conv(self, x, name, filters, size, stride=1):
        kernel = self.weight(f"{name}.kernel", (size, size, x.shape[1], filters))
        return F.conv2d(x, kernel.permute(3, 2, 0, 1), stride=stride, padding=size // 2)

    def depthwise(self, x, name, size, stride):
        kernel = self.weight(f"{name}.depthwise_kernel", (size, size, x.shape[1], 1))
        return F.conv2d(x, kernel.permute(2, 3, 0, 1), stride=stride, padding=size // 2, groups=x.shape[1])

    def norm(self, x, name):
        mean, variance, gamma, beta = (
            self.weight(f"{name}.{part}", (x.shape[1],)) for part in ("moving_mean", "moving_variance", "gamma", "beta")
        )
        return F.batch_norm(x, mean, variance, gamma, beta, training=self.training, momentum=0.1, eps=1e-5)

    def dense(self, x, name, units):
        kernel = self.weight(f"{name}.kernel", (x.shape[1], units))
        return F.linear(x, kernel.T, self.weight(f"{name}.bias", (units,)))


def resnet18(net, x, width):
    x = F.relu(net.norm(net.conv(x, "conv0", round(64 * width), 3), "bn0"))
    for k in range(8):
        name, filters = f"block{k}", round((64, 128, 256, 512)[k // 2] * width)
        stride = 2 if k in (2, 4, 6) else 1
        y = F.relu(net.norm(net.conv(x, f"{name}.conv0", filters, 3, stride), f"{name}.bn0"))
        y = net.norm(net.conv(y, f"{name}.conv1", filters, 3), f"{name}.bn1")
        if stride == 2:
            x = net.norm(net.conv(x, f"{name}.conv2", filters, 1, stride), f"{name}.bn2")
        x = F.relu(x + y)
    return net.dense(x.mean((2, 3)), "dense0", CLASSES)


# Expansion, channels, blocks, stride of the first, size of the filter: table 1 of arXiv 1905.11946.
STAGES = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
)


def divisible(count):
    """The multiple of 8 next to a number of channels, at least 8 and at least 0.9 of it."""
    rounded = max(8, int(count + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * count else rounded


def efficientnet_b0(net, x, width):
    x = F.silu(net.norm(net.conv(x, "conv0", divisible(32 * width), 3), "bn0"))
    k = 0
    for expansion, channels, blocks, first_stride, size in STAGES:
        for position in range(blocks):
            stride = first_stride if position == 0 else 1
            x = inverted(net, x, f"block{k}", expansion, divisible(channels * width), stride, size)
            k += 1
    x = F.silu(net.norm(net.conv(x, "conv1", 4 * x.shape[1], 1), "bn1"))
    return net.dense(x.mean((2, 3)), "dense0", CLASSES)


def inverted(net, x, name, expansion, filters, stride, size):
    channels = x.shape[1]
    y = x
    if expansion != 1:
        y = F.silu(net.norm(net.conv(y, f"{name}.expand", divisible(channels * expansion), 1), f"{name}.expand_bn"))
    y = F.silu(net.norm(net.depthwise(y, f"{name}.depthwise", size, stride), f"{name}.depthwise_bn"))
    squeezed = F.silu(net.dense(y.mean((2, 3)), f"{name}.squeeze", max(1, channels // 4)))
    y = y * torch.sigmoid(net.dense(squeezed, f"{name}.excite", y.shape[1]))[:, :, None, None]
    y = net.norm(net.conv(y, f"{name}.project", filters, 1), f"{name}.project_bn")
    return x + y if stride == 1 and channels == filters else y


def sample(tensor):
    flat = tensor.detach().reshape(-1)
    return flat[:: max(1, -(-len(flat) // SAMPLES))].numpy().astype(np.float32)


def reference(build, width, side):
    net = Net()
    pixels = torch.tensor(values("images", (BATCH, side, side, 1)), dtype=torch.float64)
    images = pixels.permute(0, 3, 1, 2).requires_grad_(True)
    net.training = False
    kept = {"logits.predict": build(net, images, width).detach().numpy().astype(np.float32).reshape(-1)}
    net.training = True
    logits = build(net, images, width)
    kept["logits.train"] = logits.detach().numpy().astype(np.float32).reshape(-1)
    F.cross_entropy(logits, torch.arange(BATCH) % CLASSES).backward()
    kept["gradient.images"] = sample(images.grad.permute(0, 2, 3, 1))
    for name, weight in net.weights.items():
        kept[f"moved.{name}" if weight.grad is None else f"gradient.{name}"] = sample(
            weight if weight.grad is None else weight.grad
        )
    return kept


def write(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name, data in tensors.items():
        header[name] = {"dtype": "F32", "shape": [data.size], "data_offsets": [offset, offset + data.nbytes]}
        offset += data.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(data.tobytes() for data in tensors.values()))


if __name__ == "__main__":
    for build, width, side in ((resnet18, 1 / 8, 16), (efficientnet_b0, 1 / 8, 32)):
        kept = reference(build, width, side)
        print(build.__name__, kept["logits.train"][:5], kept["logits.predict"][:5])
        metadata = {"width": str(width), "side": str(side), "batch": str(BATCH), "classes": str(CLASSES)}
        metadata["samples"] = str(SAMPLES)
        write(Path(__file__).parent / f"{build.__name__}.safetensors", kept, metadata)
