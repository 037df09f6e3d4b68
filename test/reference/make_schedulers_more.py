"""Computes rates of schedules with options that schedulers.json has not, by PyTorch.

    python test/reference/make_schedulers_more.py > test/reference/schedulers-more.json

`lr` (and `momentum`) are those of every step; a warm-up is LinearLR before the schedule in a SequentialLR, which steps
once an epoch. ReduceLROnPlateau cannot stand in one, so its warm-up is made by hand: it starts where LinearLR ends.
"""

import json
import math

import torch
from torch.optim import lr_scheduler as S

LR = 0.02


def metric(epochs):
    return [round(0.3 + 0.4 * (1 - math.exp(-e / 6)) + 0.02 * math.sin(7.3 * e), 6) for e in range(epochs)]


def new_optimizer(make=torch.optim.SGD, **options):
    return make([torch.nn.Parameter(torch.zeros(1))], lr=LR, **options)


def momentum_of(group):
    return group["betas"][0] if "betas" in group else group["momentum"]


def run(optimizer, scheduler, steps):
    seen = []
    for _ in range(steps):
        group = optimizer.param_groups[0]
        seen.append((group["lr"], momentum_of(group)))
        optimizer.step()
        scheduler.step()
    return [lr for lr, _ in seen], [momentum for _, momentum in seen]


def plain(name, make, options, steps, warm_up=None):
    optimizer = new_optimizer()
    if warm_up:
        epochs, factor = warm_up
        schedulers = [S.LinearLR(optimizer, factor, 1.0, epochs), make(optimizer, **options)]
        scheduler = S.SequentialLR(optimizer, schedulers, [epochs])
        return {"name": name, "options": options, "warm_up": warm_up, "lr": run(optimizer, scheduler, steps)[0]}
    return {"name": name, "options": options, "lr": run(optimizer, make(optimizer, **options), steps)[0]}


def plateau(options, epochs, warm_up=None):
    optimizer = new_optimizer()
    warm_epochs, factor = warm_up or (0, 1)
    linear = S.LinearLR(optimizer, factor, 1.0, warm_epochs) if warm_up else None
    scheduler = None
    rates, values = [], metric(epochs)
    for epoch, value in enumerate(values):
        if epoch == warm_epochs:
            optimizer.param_groups[0]["lr"] = LR
            scheduler = S.ReduceLROnPlateau(optimizer, mode="max", **options)
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(value) if scheduler else linear.step()
    case = {"name": "plateau", "options": {"mode": "max", **options}, "metric": values, "lr": rates}
    return {**case, **({"warm_up": warm_up} if warm_up else {})}


def one_cycle(epochs, steps_per_epoch, make=torch.optim.SGD, **options):
    optimizer = new_optimizer(make, **({"momentum": 0.9} if make is torch.optim.SGD else {}))
    given = {"epochs": epochs, "steps_per_epoch": steps_per_epoch, **options}
    lr, momentum = run_all_but_last(optimizer, S.OneCycleLR(optimizer, max_lr=LR, **given), epochs * steps_per_epoch)
    return {"name": "one_cycle", "options": given, "lr": lr, "momentum": momentum}


def run_all_but_last(optimizer, scheduler, steps):
    """OneCycleLR ends with its last step."""
    lr, momentum = run(optimizer, scheduler, steps - 1)
    group = optimizer.param_groups[0]
    return [*lr, group["lr"]], [*momentum, momentum_of(group)]


def cases():
    yield plain("multi_step", S.MultiStepLR, {"milestones": [3, 7, 7, 15], "gamma": 0.3}, 20)
    yield plain("step", S.StepLR, {"step_size": 7, "gamma": 0.3}, 30)
    yield plain("cosine", S.CosineAnnealingLR, {"T_max": 17, "eta_min": 1e-6}, 60)
    yield plain("cosine_warm_restarts", S.CosineAnnealingWarmRestarts, {"T_0": 10, "T_mult": 2, "eta_min": 1e-6}, 75)
    yield plain("cosine_warm_restarts", S.CosineAnnealingWarmRestarts, {"T_0": 1, "T_mult": 3, "eta_min": 1e-3}, 30)
    yield plateau({"factor": 0.5, "patience": 0, "cooldown": 1, "threshold": 0.01}, 40)
    yield one_cycle(6, 7, anneal_strategy="linear")
    yield one_cycle(6, 7, three_phase=True, pct_start=0.4, div_factor=10.0, final_div_factor=100.0)
    yield one_cycle(5, 3, torch.optim.Adam, base_momentum=0.8, max_momentum=0.99)
    yield one_cycle(9, 1, three_phase=True, anneal_strategy="linear", cycle_momentum=False)
    yield one_cycle(2, 1)
    warm_up = (5, 0.1)
    yield plain("constant", S.ConstantLR, {"factor": 1.0}, 12, warm_up)
    yield plain("step", S.StepLR, {"step_size": 4, "gamma": 0.5}, 20, warm_up)
    yield plain("multi_step", S.MultiStepLR, {"milestones": [3, 6], "gamma": 0.1}, 20, warm_up)
    yield plain("exponential", S.ExponentialLR, {"gamma": 0.9}, 20, warm_up)
    yield plain("cosine", S.CosineAnnealingLR, {"T_max": 17, "eta_min": 1e-6}, 22, warm_up)
    yield plain("cosine_warm_restarts", S.CosineAnnealingWarmRestarts, {"T_0": 4, "T_mult": 2, "eta_min": 0}, 30, (3, 0.25))
    yield plateau({"factor": 0.5, "patience": 1}, 30, warm_up)
    yield plain("one_cycle", S.OneCycleLR, {"max_lr": LR, "total_steps": 16, "cycle_momentum": False}, 20, (4, 0.2))


print(json.dumps({"torch": torch.__version__, "initial_lr": LR, "cases": list(cases())}))
