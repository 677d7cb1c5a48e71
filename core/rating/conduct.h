// The life of a study, step by step, each as one recorded act.
#pragma once

#include "core/base/progress.h"
#include "core/rating/keyfile.h"
#include "core/rating/studystore.h"
#include "core/rating/unblinding.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// Keeps a draft. Errors: those of checkDefinition; AlreadyExists when a study has that name; NotFound when a
// source is not there.
Result<Study> createStudy(const Connection& connection, const Actor& actor,
                          const StudyDefinition& definition);

// Draws the letters and the items, settles the form of tracks and seals all of it with a digest. Nothing of
// the definition can change from here on. Errors: NotPossible when it is frozen already or a source has too
// few dialogues.
Result<Study> freezeStudy(const Connection& connection, const Actor& actor, const Study& study);

// Whether definition and items of a frozen study are what they were when it was frozen.
Result<bool> isSealIntact(const Connection& connection, const Study& study);

struct MadePacket
{
    QString rater;
    QString path;
    qint64 items = 0;
    int masked = 0; // identity words
};
struct MadePackets
{
    QList<MadePacket> packets;
    QStringList maskedWords; // each once
};
enum class PacketForm {
    Program, // for the rater's window of the program
    Html     // a page for any browser around the same bytes
};
// Writes one file a rater into `folder`, which is made when it is not there. A second call writes the same
// bytes again, also within the other form; answers to both forms of a packet are the same file. A
// sealed study needs its key. With `lateRater` it makes one more, for a rater who comes later, see
// planLateRater(). Errors: NotPossible for a draft, or when the linter finds something (the detail says what;
// no file is written); those of writeWholeFile.
Result<MadePackets> makePackets(const Connection& connection, const Actor& actor, const Study& study,
                                const QString& folder, const ProgressSink& progress = {},
                                PacketForm form = PacketForm::Program, const StudyKey* key = nullptr,
                                const QString& lateRater = {});

enum class CollectOutcome { Stored, Updated, Unchanged };
struct Collected
{
    QString file; // without folder
    QString rater;
    QString study;
    CollectOutcome outcome = CollectOutcome::Stored;
    qint64 answers = 0;
    qint64 missing = 0; // questions of the packet without an answer, of items that are not skipped
    bool torn = false;  // the file ended in the middle of a line
    qint64 notes = 0;   // comments, flags, skips and the guess
    qint64 skipped = 0; // items
};
// Takes in one answers file. Errors: those of readAnswers; NotFound when its packet is not of this project;
// Tampered when the packet was edited before it was rated; WrongFormat for answers that do not fit the study;
// AlreadyExists when other answers to the same packet were collected that this file does not go on from;
// NotPossible when the key is open and no `amendment` says why answers still come in.
Result<Collected> collectAnswers(const Connection& connection, const Actor& actor, const QString& path,
                                 const QString& amendment = {});

} // namespace antiphon
