// How far long work is.
#pragma once

#include <QString>

#include <functional>

namespace antiphon {

// A snapshot of long work. total 0 means that the end is not known.
struct Progress
{
    qint64 done = 0;
    qint64 total = 0;
    QString unit = {}; // plural noun for people: "dialogues", "bytes"
};

// Called from the working thread as often as convenient; the receiver thins it out.
using ProgressSink = std::function<void(const Progress&)>;

inline void report(const ProgressSink& sink, qint64 done, qint64 total, const QString& unit = {})
{
    if (sink)
        sink(Progress{done, total, unit});
}

} // namespace antiphon
