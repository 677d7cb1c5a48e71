// The sample that ships inside the program: dialogues written for the project, their codings, a catalogue. It
// shows what the stations do; it is no reference for a study.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/storage/edithistory.h"

namespace antiphon {

inline const QString sampleSourceName = QStringLiteral("sample");
inline const QString sampleCatalogueName = QStringLiteral("sample tracks");

struct SampleContent
{
    qint64 dialogues = 0;
    qint64 turns = 0;
    qint64 codings = 0;
    qint64 tracks = 0;
    qint64 values = 0; // attribute values of the catalogue
};

// Gives a new project the starting codebook, the sample's dialogues, the codings of two coders and the
// catalogue, each as one recorded edit through the imports that people use. Errors: those of the imports;
// Cancelled.
Result<SampleContent> fillWithSample(const Connection& connection, const Actor& actor,
                                     const CancelToken& cancel = {}, const ProgressSink& progress = {});

} // namespace antiphon
