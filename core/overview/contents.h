// What a project holds, thing by thing, over all stations; the totals alone are in overviewstore.h.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

namespace antiphon {

struct CatalogueCount
{
    QString name;
    qint64 tracks = 0;
    qint64 values = 0;                        // different attribute values
    QList<std::pair<QString, QString>> types; // names, each with the word of its family
};

struct PlanSetCount
{
    QString name;
    qint64 plans = 0;
    qint64 turns = 0;
};

struct RunCount
{
    QString name;
    QString state; // "running", "stopped" or "ready"
    QString writer;
    qint64 planned = 0;
    qint64 samples = 0;  // written
    qint64 setAside = 0; // plans without a sample
};

struct StudyCount
{
    QString name;
    QString state; // "draft" or "frozen"
    qint64 items = 0;
    qint64 packets = 0;
    qint64 answers = 0;
};

// Removed and unfinished things are not counted; of runs also those that are under way or were stopped.
struct Contents
{
    QList<Source> sources; // in the order in which they came
    qint64 dialogues = 0;
    qint64 turns = 0;
    qint64 codes = 0; // that can be applied; folders are not counted
    qint64 coders = 0;
    qint64 codings = 0;
    qint64 codedDialogues = 0; // with at least one coding
    qint64 memos = 0;
    QList<CatalogueCount> catalogues;
    QList<PlanSetCount> planSets;
    QList<RunCount> runs;
    QList<StudyCount> studies;
};

// Errors: those of SQLite.
Result<Contents> readContents(const Connection& connection);

} // namespace antiphon
