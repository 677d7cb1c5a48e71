#!/usr/bin/env python3
"""The questions of bench_catalogue in numpy: catalogue_numpy.py FOLDER.

FOLDER holds starts.u32 (tracks + 1), values.u32 (the labels of each track, side by side) and pools.u32 (rows of three
labels: a pool of two filters, and one filter more). Writes one line a question: its name, then the
milliseconds of processor time of each pool.
Counts go to counts.u32, so that the asker can see that the answers are the same.
"""
import sys
import time

import numpy as np

folder = sys.argv[1]
starts = np.fromfile(folder + "/starts.u32", np.uint32).astype(np.int64)
values = np.fromfile(folder + "/values.u32", np.uint32).astype(np.int64)
pools = np.fromfile(folder + "/pools.u32", np.uint32).reshape(-1, 3)
tracks = len(starts) - 1
labels = int(values.max()) + 1
lengths = np.diff(starts)
owners = np.repeat(np.arange(tracks), lengths)

masks = np.zeros((labels, tracks), bool)
masks[values, owners] = True
rows = np.full((tracks, int(lengths.max())), labels, np.int16 if labels < 2**15 else np.int32)
rows[owners, np.arange(len(values)) - starts[owners]] = values


def step(pool):
    return np.flatnonzero(masks[pool[0]] & masks[pool[1]] & masks[pool[2]])


def counts_by_masks(pool):
    return np.count_nonzero(masks[:, np.flatnonzero(masks[pool[0]] & masks[pool[1]])], axis=1)


def counts_by_rows(pool):
    inside = np.flatnonzero(masks[pool[0]] & masks[pool[1]])
    return np.bincount(rows[inside].ravel(), minlength=labels + 1)[:labels]


def measure(name, question, asked):
    times = []
    for pool in asked:
        begin = time.thread_time()
        answer = question(pool)
        times.append((time.thread_time() - begin) * 1000)
        yield answer
    print(name, *times)


list(measure("step", step, pools))
for _ in measure("facets.masks", counts_by_masks, pools[: len(pools) // 4]):
    pass
np.concatenate(list(measure("facets.rows", counts_by_rows, pools))).astype(np.uint32).tofile(folder + "/counts.u32")
