// Runs: generation jobs and what they left, as values.
#pragma once

#include "core/base/clock.h"
#include "core/cascade/plan.h"

#include <QJsonObject>

namespace antiphon {

using RunId = Id<struct RunTag>;

enum class RunState {
    Running, // writing, or killed while it was
    Ready,   // every plan has its sample or was set aside
    Stopped, // by a person or by trouble with the endpoint; can be resumed
    Removed
};

inline const QString templateWriterName = QStringLiteral("template");

struct Run
{
    RunId id;
    QString name;
    PlanSetId planSet;
    SourceId source;
    QString writer;         // "template" or the endpoint's name
    QJsonObject parameters; // seed, prompt and phrases with their digests, model, program version
    RunState state = RunState::Running;
    TimePoint createdAt = 0;
    qint64 planned = 0;  // plans to write
    qint64 samples = 0;  // written
    qint64 setAside = 0; // given up with an error
};

// One finished plan of a run.
struct RunItem
{
    qint64 planOrdinal = 0;
    DialogueId dialogue;   // null: set aside
    QByteArray provenance; // JSON
    QString error;         // why it was set aside
};

// The word for reports and JSON: "running".
QString runStateWord(RunState state);

} // namespace antiphon
