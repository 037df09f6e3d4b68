"""Computes steps of optimizers with options and changes that optimizers.json has not, by PyTorch in single precision.

    python test/reference/make_optimizers_more.py > test/reference/optimizers-more.json

The problem is that of optimizers.json: 0.5 w'Aw - b'w + 0.1 sum(cos(3w)). Where `lr` or `momentum` stands with a step,
it was set for that step, as a schedule does.
"""

import json
import pathlib

import torch

STEPS = 14
problem = json.loads((pathlib.Path(__file__).parent / "optimizers.json").read_text())["problem"]
A, b, w0 = (torch.tensor(problem[name], dtype=torch.float32) for name in ("A", "b", "w0"))


def floats(tensor):
    """Nine digits hold a number of single precision exactly."""
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


def rates(step):
    return round(0.002 + 0.0015 * (step * step % 7), 6)


def momenta(step):
    return round(0.95 - 0.015 * (step if step < 7 else 14 - step), 6)


def cases():
    sgd, adam, asgd, rms = torch.optim.SGD, torch.optim.Adam, torch.optim.ASGD, torch.optim.RMSprop
    decay = {"weight_decay": 5e-4}
    yield "rmsprop", rms, dict(lr=0.007, momentum=0.5, centered=True, **decay), {}
    yield "rmsprop", rms, dict(lr=0.007, alpha=0.9, eps=1e-3), {"lr": rates}
    yield "rmsprop", rms, dict(lr=0.004, momentum=0.9), {"momentum": momenta}
    yield "adagrad", torch.optim.Adagrad, dict(lr=0.02, lr_decay=0.01, **decay), {}
    yield "adagrad", torch.optim.Adagrad, dict(lr=0.02, lr_decay=0.1, initial_accumulator_value=0.3), {"lr": rates}
    yield "adadelta", torch.optim.Adadelta, dict(lr=1.0, **decay), {}
    yield "adadelta", torch.optim.Adadelta, dict(lr=1.0, rho=0.8, eps=1e-4), {"lr": rates}
    yield "adam", adam, dict(lr=0.01, betas=(0.8, 0.95), eps=1e-4, **decay), {}
    yield "adam", adam, dict(lr=0.01, **decay), {"lr": rates, "momentum": momenta}
    yield "amsgrad", adam, dict(lr=0.3, betas=(0.6, 0.7), amsgrad=True), {}
    yield "amsgrad", adam, dict(lr=0.1, betas=(0.9, 0.5), amsgrad=True), {"lr": rates, "momentum": momenta}
    yield "adamw", torch.optim.AdamW, dict(lr=0.01, weight_decay=0.5), {"lr": rates, "momentum": momenta}
    yield "asgd", asgd, dict(lr=0.01, lambd=0.02, alpha=0.6, t0=3, **decay), {"lr": rates}
    yield "sgd", sgd, dict(lr=0.01, momentum=0.9, dampening=0.2, **decay), {"lr": rates, "momentum": momenta}
    yield "sgd", sgd, dict(lr=0.01, momentum=0.9), {"momentum": lambda step: 0 if step in (0, 5) else 0.8}
    yield "sgd", sgd, dict(lr=0.01, momentum=0), {"momentum": lambda step: 0 if step < 3 else 0.9}
    yield "nesterov", sgd, dict(lr=0.01, momentum=0.9, nesterov=True, **decay), {"lr": rates, "momentum": momenta}


def run(name, make, options, changes):
    w = w0.clone().requires_grad_(True)
    optimizer = make([w], **options)
    group = optimizer.param_groups[0]
    steps = []
    for step in range(STEPS):
        set_now = {key: of(step) for key, of in changes.items()}
        for key, value in set_now.items():
            if key == "momentum" and "betas" in group:
                group["betas"] = (value, group["betas"][1])
            else:
                group[key] = value
        optimizer.zero_grad()
        (0.5 * w @ A @ w - b @ w + 0.1 * torch.cos(3 * w).sum()).backward()
        optimizer.step()
        steps.append({**set_now, "gradient": floats(w.grad), "weights": floats(w)})
    case = {"name": name, "options": options, "changes": list(changes), "steps": steps}
    return {**case, **({"averaged_weights": floats(optimizer.state[w]["ax"])} if name == "asgd" else {})}


def clip(limit):
    tensors = [torch.zeros(3, requires_grad=True), torch.zeros(2, 2, requires_grad=True)]
    for k, tensor in enumerate(tensors):
        tensor.grad = torch.sin(1 + k + 1.7 * torch.arange(tensor.numel(), dtype=torch.float32)).reshape(tensor.shape)
    gradients = [floats(tensor.grad) for tensor in tensors]
    torch.nn.utils.clip_grad_norm_(tensors, limit)
    return {"limit": limit, "gradients": gradients, "clipped": [floats(tensor.grad) for tensor in tensors]}


print(json.dumps({"torch": torch.__version__, "cases": [run(*case) for case in cases()], "clips": [clip(0.5), clip(9)]}))
