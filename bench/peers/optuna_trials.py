"""Trials of a trivial objective in Optuna. See bench/README.md."""

import argparse
import json
import os
import tempfile
import time

try:
    import optuna
except ModuleNotFoundError:
    print(json.dumps({"missing": "not installed: pip install optuna"}))
    raise SystemExit(0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--storage", choices=["sqlite", "sqlite-wal", "journal", "memory"], required=True)
    parser.add_argument("--trials", type=int, required=True)
    parser.add_argument("--readings", type=int, required=True)
    args = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.WARNING)

    def objective(trial):
        x = trial.suggest_float("x", -10, 10)
        value = (x - 2) ** 2
        for step in range(1, args.readings + 1):
            trial.report(value + 1 / step, step)
        return value

    with tempfile.TemporaryDirectory(prefix="sweep-bench-") as folder:
        # The cheapest sampler: what is measured is the bookkeeping.
        study = optuna.create_study(storage=storage(args.storage, folder), sampler=optuna.samplers.RandomSampler(seed=0))
        start = time.perf_counter()
        study.optimize(objective, n_trials=args.trials)
        seconds = time.perf_counter() - start
        complete = len(study.get_trials(deepcopy=False))
    print(json.dumps({"version": f"optuna {optuna.__version__}", "trials": complete, "seconds": seconds}))


def storage(kind, folder):
    if kind == "memory":
        return None
    if kind == "journal":
        backend = optuna.storages.journal.JournalFileBackend(os.path.join(folder, "journal.log"))
        return optuna.storages.JournalStorage(backend)
    storage = optuna.storages.RDBStorage(f"sqlite:///{folder}/optuna.db")
    if kind == "sqlite-wal":
        from sqlalchemy import event

        @event.listens_for(storage.engine, "connect")
        def tune(connection, _):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

        # Connections from before this have other settings.
        storage.engine.dispose()
    return storage


main()
