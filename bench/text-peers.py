"""Free peers on the splits that come in as JSON lines: scikit-learn's linear SVM on tf-idf, and fastText."""
import json
import os
import random
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

try:
    import fasttext
except ImportError:
    fasttext = None


def svm(texts, labels, train, is_chinese):
    view = dict(analyzer="char", ngram_range=(1, 3)) if is_chinese else dict(ngram_range=(1, 2))
    vectors = TfidfVectorizer(sublinear_tf=True, **view)
    model = LinearSVC().fit(vectors.fit_transform([texts[i] for i in train]), [labels[i] for i in train])
    return lambda asked: model.predict(vectors.transform(asked))


def fast(texts, labels, train, is_chinese):
    names = {label: str(i) for i, label in enumerate(sorted(set(labels)))}
    back = {number: label for label, number in names.items()}
    # fastText learns in the order of the file, and some sets are sorted by label.
    mixed = random.Random(1).sample(train, len(train))
    plain = lambda text: (" ".join(text) if is_chinese else text.lower()).replace("\n", " ")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(f"__label__{names[labels[i]]} {plain(texts[i])}\n" for i in mixed)
        file.flush()
        model = fasttext.train_supervised(file.name, epoch=25, lr=0.5, wordNgrams=2, dim=50, thread=1, verbose=0)
    return lambda asked: [back[model.predict(plain(text))[0][0][9:]] for text in asked]


if fasttext is None:
    print("left out: fastText is not installed", file=sys.stderr)
for line in sys.stdin:
    task = json.loads(line)
    texts, labels, train, test = (task[key] for key in ("texts", "labels", "train", "test"))
    for name, learn in (("scikit-learn", svm), ("fastText", fast if fasttext else None)):
        if learn is None:
            continue
        start, busy = time.time(), time.process_time()
        predict = learn(texts, labels, train, task["isChinese"])
        processor = time.process_time() - busy
        answers = predict([texts[i] for i in test])
        seconds = time.time() - start
        hits = sum(answer == labels[i] for answer, i in zip(answers, test))
        told = {"peer": name, "accuracy": hits / len(test), "seconds": seconds, "processor": processor}
        print(json.dumps(told), flush=True)
