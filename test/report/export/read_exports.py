"""What Python's programs read of a run's exports, as JSON: read_exports.py tensorboard|pandas|mlflow FOLDER."""

import json
import os
import sys


def tensorboard(folder):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    trials = {}
    for name in sorted(os.listdir(folder)):
        if not os.path.isdir(os.path.join(folder, name)):
            continue
        events = EventAccumulator(os.path.join(folder, name), size_guidance={"scalars": 0})
        events.Reload()
        trials[name] = {
            tag: [[event.step, event.wall_time, event.value] for event in events.Scalars(tag)]
            for tag in events.Tags()["scalars"]
        }
    return trials


def pandas(folder):
    import pandas as pd

    names = ("trials", "readings", "attempts")
    parquet = {name: pd.read_parquet(os.path.join(folder, name + ".parquet")) for name in names}
    return {
        "types": {name: {column: str(kind) for column, kind in frame.dtypes.items()} for name, frame in parquet.items()},
        "scores": [float(value) for value in parquet["readings"]["metrics.score"]],
        "params": list(parquet["trials"]["params"]),
    }


def mlflow(folder):
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri="file://" + os.path.abspath(os.path.join(folder, "mlruns")))
    experiments = client.search_experiments()
    runs = client.search_runs([each.experiment_id for each in experiments], max_results=1000)
    return {
        "experiments": [each.name for each in experiments],
        "runs": {
            run.info.run_name: {
                "status": run.info.status,
                "params": run.data.params,
                "tags": run.data.tags,
                "metrics": {
                    name: [[each.step, each.value] for each in client.get_metric_history(run.info.run_id, name)]
                    for name in run.data.metrics
                },
            }
            for run in runs
        },
    }


print(json.dumps({"tensorboard": tensorboard, "pandas": pandas, "mlflow": mlflow}[sys.argv[1]](sys.argv[2])))
