// Studies, their items, packets and answers in the project file. The only place with SQL about them.
#pragma once

#include "core/rating/answerlog.h"
#include "core/rating/linter.h"
#include "core/rating/sampling.h"
#include "core/rating/study.h"
#include "core/storage/connection.h"

namespace antiphon {

struct ItemDialogue
{
    SourceId source;
    DialogueId dialogue;
};

// What is rated at once. Of a pair or a best-worst, `source` and `dialogue` are those of the first.
struct StudyItem
{
    ItemId id;
    SourceId source;
    DialogueId dialogue;
    QuestionKind kind = QuestionKind::Dialogue;
    QList<ItemDialogue> dialogues = {}; // of a pair or a best-worst, by letter; else none
};
// One or several.
QList<ItemDialogue> dialoguesOf(const StudyItem& item);
QList<int> numbersOf(const QString& text); // "1,0", as the project keeps them

struct PacketRow
{
    PacketId id;
    QString rater;
    QString digest;
    TimePoint createdAt = 0;
    QString answersHead; // empty: nothing collected
    TimePoint collectedAt = 0;
    QByteArray answerKey = {};       // chains the answers file; empty in packets of version 1
    QStringList criterionOrder = {}; // as this rater is asked; none: as the study defines them
    qint64 questions = 0;            // that it asks
};

struct PacketItemRow
{
    PublicItemId publicId;
    ItemId item;
    int position = 0;      // of presentation, from 0
    QList<int> turns = {}; // that are asked about, from 1; none where the study asks about none
    QList<int> sides = {}; // places in StudyItem::dialogues as shown, from the left; none: one dialogue
};

// An answer with what it is about; only for analysis.
struct RatedAnswer
{
    ItemId item;
    SourceId source; // rated; of a pair or a best-worst: of the first dialogue by letter
    QString rater;
    QString criterion;
    int value = 0;
    int position = 0;
    TimePoint at = 0;
    qint64 activeMs = 0;
    int part = 0;                               // the turn from 1; 1 the best, 2 the worst; else 0
    QuestionKind kind = QuestionKind::Dialogue; // of the item: never Turn
    QList<SourceId> shown = {}; // of a pair or a best-worst: as shown, from the left; `value` counts in it
};

// A note with what it is about.
struct RatedNote
{
    ItemId item;
    SourceId source; // as in RatedAnswer
    QString rater;
    int position = 0;
    GivenNote note;
};

struct Unblinding
{
    TimePoint at = 0;
    QString actor;
    QString reason;
};

// Changes: call them inside EditHistory::record.
Result<void> insertStudy(const Connection& connection, const Study& study);
Result<void> updateStudy(const Connection& connection, const Study& study);
Result<void> insertConditions(const Connection& connection, StudyId study,
                              const QList<Condition>& conditions);
Result<void> insertItems(const Connection& connection, StudyId study, const QList<StudyItem>& items);
Result<void> insertPacket(const Connection& connection, StudyId study, const PacketRow& packet,
                          const QList<PacketItemRow>& items);
// Puts answers and notes in place of those that the packet had.
Result<void> replaceAnswers(const Connection& connection, const PacketRow& packet,
                            const QList<GivenAnswer>& answers, const QList<GivenNote>& notes);
Result<void> insertUnblinding(const Connection& connection, StudyId study, const Unblinding& unblinding);

// Studies that are not removed, oldest first.
Result<QList<Study>> studies(const Connection& connection);
// By name; by an empty name the newest. Errors: NotFound, whose detail names the studies that are there.
Result<Study> studyByName(const Connection& connection, const QString& name);
// By letter.
Result<QList<Condition>> conditions(const Connection& connection, StudyId study);
// Those that are rated for their own sake, see roleItems(). By letter, then in the order of the source: the
// same in every project with the same dialogues and seed.
Result<QList<StudyItem>> studyItems(const Connection& connection, StudyId study);
Result<QList<PacketRow>> packets(const Connection& connection, StudyId study); // by rater
struct FoundPacket
{
    StudyId study;
    PacketRow packet;
};
Result<std::optional<FoundPacket>> packetById(const Connection& connection, PacketId id);
Result<QList<PacketItemRow>> packetItems(const Connection& connection, PacketId packet); // by position
// Without those to checks.
Result<QHash<PacketId, qint64>> answerCounts(const Connection& connection, StudyId study);
// Without those to checks.
// By rater, position, criterion and part.
Result<QList<RatedAnswer>> ratedAnswers(const Connection& connection, StudyId study);
// By rater and position.
Result<QList<RatedNote>> ratedNotes(const Connection& connection, StudyId study);
Result<QList<Unblinding>> unblindings(const Connection& connection, StudyId study);
// Dialogues of a source with two turns or more, in their order.
Result<QList<Candidate>> candidates(const Connection& connection, SourceId source);
// What could tell raters the source of a study's dialogues: names of sources, their files, runs and writers;
// ids of sources and dialogues, their own and those they came with.
Result<PacketSecrets> packetSecrets(const Connection& connection, StudyId study);

} // namespace antiphon
