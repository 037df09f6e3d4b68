"""Trials of a trivial objective in Ray Tune. See bench/README.md."""

import argparse
import json
import os
import tempfile
import time

os.environ.setdefault("RAY_DEDUP_LOGS", "0")
os.environ.setdefault("RAY_AIR_NEW_OUTPUT", "0")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

try:
    import ray
    from ray import tune
except ModuleNotFoundError:
    print(json.dumps({"missing": "not installed: pip install 'ray[tune]'"}))
    raise SystemExit(0)


class Reused(tune.Trainable):
    """A trial whose actor is taken over by the next one."""

    def setup(self, config):
        self.reset_config(config)

    def reset_config(self, config):
        self.x, self.readings, self.done = config["x"], max(1, config["readings"]), 0
        return True

    def save_checkpoint(self, checkpoint_dir):
        return {}

    def load_checkpoint(self, checkpoint):
        pass

    def step(self):
        self.done += 1
        return {"value": (self.x - 2) ** 2 + 1 / self.done, "done": self.done >= self.readings}


def in_a_process(config):
    value = (config["x"] - 2) ** 2
    for step in range(1, max(1, config["readings"]) + 1):
        tune.report({"value": value + 1 / step})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", choices=["process", "reused"], required=True)
    parser.add_argument("--trials", type=int, required=True)
    parser.add_argument("--readings", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="sweep-bench-") as folder:
        # Started before the clock is: what is measured is the bookkeeping of trials.
        ray.init(num_cpus=args.workers, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
        tuner = tune.Tuner(
            Reused if args.actors == "reused" else in_a_process,
            param_space={"x": 3, "readings": args.readings},
            tune_config=tune.TuneConfig(num_samples=args.trials, reuse_actors=args.actors == "reused"),
            run_config=tune.RunConfig(storage_path=folder, verbose=0),
        )
        start = time.perf_counter()
        results = tuner.fit()
        seconds = time.perf_counter() - start
        if results.num_errors > 0:
            raise SystemExit(f"{results.num_errors} trials failed: {results.errors[0]}")
        ray.shutdown()
    print(json.dumps({"version": f"ray {ray.__version__}", "trials": len(results), "seconds": seconds}))


main()
