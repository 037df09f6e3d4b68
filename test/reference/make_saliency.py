"""Computes the saliency maps that test/vision/explain compares with, by PyTorch in double precision.

    python test/reference/make_saliency.py > test/reference/saliency.json
    npx biome format --write test/reference/saliency.json

The network is one convolution with batch normalization in evaluation mode, ReLU, 2x2 maximum pooling and a dense layer;
its weights and the image are hashes of their name and place, as in make_networks.py, and the test computes them too.
"""

import json

import torch
import torch.nn.functional as F
from make_networks import first, values

SIDE, FILTERS, CLASSES, STEPS = 8, 6, 4, 128


def weight(name, shape):
    return torch.tensor(first(name, shape), dtype=torch.float64)


def logits(x):
    """[batch, 1, side, side] -> [batch, classes]"""
    x = F.conv2d(x, weight("conv.kernel", (3, 3, 1, FILTERS)).permute(3, 2, 0, 1), weight("conv.bias", (FILTERS,)), padding=1)
    mean, variance, gamma, beta = (
        weight(f"bn.{name}", (FILTERS,)) for name in ("moving_mean", "moving_variance", "gamma", "beta")
    )
    x = F.max_pool2d(F.relu(F.batch_norm(x, mean, variance, gamma, beta, False, eps=1e-5)), 2)
    x = x.permute(0, 2, 3, 1).flatten(1)
    return x @ weight("dense.kernel", (x.shape[1], CLASSES)) + weight("dense.bias", (CLASSES,))


def gradients(x, target):
    x = x.detach().requires_grad_(True)
    return torch.autograd.grad(logits(x)[:, target].sum(), x)[0]


image = torch.tensor(values("image", (1, 1, SIDE, SIDE)), dtype=torch.float64)
found = logits(image)[0]
target = int(found.argmax())
shares = (torch.arange(STEPS, dtype=torch.float64) + 0.5) / STEPS
along = gradients(image * shares[:, None, None, None], target).mean(0, keepdim=True)
print(
    json.dumps(
        {
            "torch": torch.__version__.split("+")[0],
            "logits": found.tolist(),
            "black": logits(image * 0)[0].tolist(),
            "gradient": gradients(image, target).flatten().tolist(),
            "integrated-gradients": (image * along).flatten().tolist(),
        }
    )
)
