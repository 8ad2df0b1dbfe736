"""The peer of scenario_bench.ts: the same model in NumPy, vectorised over paths. Prints JSON."""

import json
import sys
import time

import numpy as np

spec = json.load(sys.stdin)
paths, months = spec["paths"], spec["months"]
sd = np.array(spec["sd"])
persistence = np.array(spec["persistence"])
lower = np.linalg.cholesky(np.array(spec["correlation"]))
# Effect of each driver's relative error on the balance, kt, by month, and the balance without errors.
weight = np.array(spec["weightKt"])
balance = np.array(spec["balanceKt"])
fresh = np.sqrt(1 - persistence**2)


def run(seed):
    rng = np.random.Generator(np.random.SFC64(seed))
    drivers = len(sd)
    quantiles = np.empty((months, len(spec["probabilities"])))
    scores = None
    for t in range(months):
        shocks = lower @ rng.standard_normal((drivers, paths))
        if scores is None:
            scores = shocks
        else:
            scores *= persistence[:, None]
            shocks *= fresh[:, None]
            scores += shocks
        values = (weight[t] * sd) @ scores
        values += balance[t]
        quantiles[t] = np.quantile(values, spec["probabilities"], overwrite_input=True)
    return quantiles


# The first call pays for imports and page faults that a user pays once; it is not counted.
run(spec["seed"] + 1000)
start = time.perf_counter()
quantiles = run(spec["seed"])
ms = (time.perf_counter() - start) * 1000
print(json.dumps({"ms": ms, "quantiles": quantiles.tolist(), "numpy": np.__version__}))
