"""XGBoost with its defaults (histograms, native words, one thread) on the splits that come in as JSON lines."""
import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.metrics import accuracy_score, mean_squared_error, roc_auc_score

for line in sys.stdin:
    task = json.loads(line)
    table = pd.DataFrame({
        c["name"]: pd.Categorical(c["values"]) if c["isWords"] else np.array(c["values"], dtype=float)
        for c in task["columns"]
    })
    train, test, target = task["train"], task["test"], np.array(task["target"])
    is_class = task["classes"] > 0
    kind = xgb.XGBClassifier if is_class else xgb.XGBRegressor
    model = kind(tree_method="hist", enable_categorical=True, n_jobs=1, **task.get("rules", {}))
    start = time.process_time()
    model.fit(table.iloc[train], target[train])
    seconds = time.process_time() - start
    answer = {"seconds": seconds}
    if is_class:
        answer["accuracy"] = accuracy_score(target[test], model.predict(table.iloc[test]))
        if task["classes"] == 2:
            answer["auc"] = roc_auc_score(target[test], model.predict_proba(table.iloc[test])[:, 1])
    else:
        answer["rmse"] = float(np.sqrt(mean_squared_error(target[test], model.predict(table.iloc[test]))))
    print(json.dumps(answer), flush=True)
