"""The peer of scripts/bench/quality.ts. Prints its mean area under the ROC curve by settings, as one JSON line."""

import json
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier as Boosting
from sklearn.ensemble import RandomForestClassifier as Forest
from sklearn.metrics import roc_auc_score

values, labels, folds, judged, *settings = sys.argv[1:]
y, fold_of = np.fromfile(labels, "u1"), np.fromfile(folds, "i4")
x = np.fromfile(values).reshape(-1, len(y)).T.copy()
common = dict(early_stopping=False, min_samples_leaf=20, random_state=1)
fits = {
    "boosting, 100 trees of 31 leaves": lambda: Boosting(
        max_iter=100, learning_rate=0.1, max_leaf_nodes=31, **common
    ),
    "forest, 100 trees of depth 12": lambda: Forest(100, max_depth=12, n_jobs=2, random_state=1),
    "boosting, own settings": lambda: Boosting(random_state=1),
    "forest, own settings": lambda: Forest(n_jobs=2, random_state=1),
}


def area(fit, fold):
    seen = fold_of != fold
    model = fit().fit(x[seen], y[seen])
    return roc_auc_score(y[~seen], model.predict_proba(x[~seen])[:, 1])


areas = {name: np.mean([area(fits[name], fold) for fold in range(int(judged))]) for name in settings}
print(json.dumps({name: float(value) for name, value in areas.items()}))
