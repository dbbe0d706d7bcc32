"""Peers of the sound classifiers: what people build with scikit-learn on MFCCs. Reads a task from standard input."""
import base64, json, sys
import numpy as np
from scipy.fft import dct
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.ensemble import RandomForestClassifier


def bank(rate, size, count):
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    edges = 700 * (10 ** (np.linspace(mel(0), mel(rate / 2), count + 2) / 2595) - 1)
    f = np.arange(size // 2 + 1) * rate / size
    return np.array([np.maximum(0, np.minimum((f - a) / (b - a), (c - f) / (c - b))) for a, b, c in zip(edges, edges[1:], edges[2:])])


def mfcc(sound):
    x, rate = np.frombuffer(base64.b64decode(sound['samples']), np.float32).astype(float), sound['rate']
    width, hop = int(rate * .025), int(rate * .010)
    size = 2 ** int(np.ceil(np.log2(width)))
    x = np.pad(x, (0, max(0, width - len(x))))
    frames = np.lib.stride_tricks.sliding_window_view(x, width)[::hop] * np.hanning(width)
    logs = np.log(np.abs(np.fft.rfft(frames, size)) ** 2 @ bank(rate, size, 40).T + 1e-10)
    c = dct(logs, norm='ortho', axis=1)[:, :20]
    d = np.diff(c, axis=0) if len(c) > 1 else np.zeros_like(c)
    return np.concatenate([c.mean(0), c.std(0), d.mean(0), d.std(0)])


task = json.load(sys.stdin)
X, y = np.array([mfcc(s) for s in task['sounds']]), np.array(task['labels'])
peers = {
    'MFCC statistics + SVC': lambda: make_pipeline(StandardScaler(), SVC(C=10)),
    'MFCC statistics + logistic regression': lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
    'MFCC statistics + random forest': lambda: RandomForestClassifier(300, random_state=0),
}
print(json.dumps({name: [float((make().fit(X[s['train']], y[s['train']]).predict(X[s['test']]) == y[s['test']]).mean()) for s in task['splits']] for name, make in peers.items()}))
