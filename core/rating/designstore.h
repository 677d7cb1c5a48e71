// The design of a study in the project file: who got what in which order, what items are for, whom the study
// lost.
#pragma once

#include "core/rating/studystore.h"

namespace antiphon {

struct PacketDesign
{
    PacketId packet;
    int place = 0;        // among the raters, from 0
    QStringList criteria; // keys, as asked
    bool late = false;
};

enum class ItemRole { Rated, Attention, Gold, Training };
QString roleWord(ItemRole role);

struct RoleItem
{
    StudyItem item;
    ItemRole role = ItemRole::Attention;
    KnownAnswers known;
    bool feedback = false; // raters' packets say what was expected, once it is answered; of training only
};

enum class RaterAct { Dropped, Excluded };
struct RaterDecision
{
    QString rater;
    RaterAct act = RaterAct::Dropped;
    QString reason;
    QString actor;
    TimePoint at = 0;
};

// Changes: call them inside EditHistory::record.
Result<void> insertDesign(const Connection& connection, const PacketDesign& design);
Result<void> insertChecks(const Connection& connection, StudyId study, const QList<RoleItem>& items);
Result<void> insertDecision(const Connection& connection, StudyId study, const RaterDecision& decision);
Result<void> deleteDecision(const Connection& connection, StudyId study, const QString& rater, RaterAct act);

// By place. Packets made before there were designs have none.
Result<QList<PacketDesign>> packetDesigns(const Connection& connection, StudyId study);
// Items that are not rated for their own sake; those of a role in the order in which they were declared.
Result<QList<RoleItem>> roleItems(const Connection& connection, StudyId study);
// By time.
Result<QList<RaterDecision>> raterDecisions(const Connection& connection, StudyId study);

// How many raters rate or will rate each item: packets that hold it, without those of dropped raters that
// have no answer to it.
Result<QHash<ItemId, int>> filledItems(const Connection& connection, StudyId study);

// Keeps in which order a packet's dialogues were answered for the first time, in place of what was kept;
// inside EditHistory::record.
Result<void> replaceAnswerOrder(const Connection& connection, PacketId packet,
                                const QList<PublicItemId>& order);

// How many dialogues, without checks, each rater's packet holds.
Result<QHash<QString, qint64>> handedOut(const Connection& connection, StudyId study);

// One answer of any packet, with what it is about.
struct GivenValue
{
    QString rater;
    ItemId item;
    SourceId source;
    QString criterion;
    int value = 0;
    qint64 activeMs = 0;
};
// All answers, those to checks among them.
Result<QList<GivenValue>> givenValues(const Connection& connection, StudyId study);

// One shown dialogue, and in which place its first answer came.
struct ShownItem
{
    QString rater;
    PacketId packet;
    ItemId item;
    SourceId source;
    int position = 0;
    int firstAnswer = -1; // its place among the dialogues answered; -1: none yet
    QuestionKind kind = QuestionKind::Dialogue;
    QList<int> sides = {};                                       // as in PacketItemRow
    bool dropped = false;                                        // the rater gave up
    bool counts() const { return !dropped || firstAnswer >= 0; } // is or will be rated
};
// By rater and position, without those that have a role.
Result<QList<ShownItem>> shownItems(const Connection& connection, StudyId study);

// How many tracks each item shows at most; items without one show all.
Result<void> insertLimits(const Connection& connection, const QHash<ItemId, int>& limits);
Result<QHash<ItemId, int>> trackLimitsOf(const Connection& connection, StudyId study);

// Notes from which dialogue a damaged one was made and how; not recorded, it goes with the dialogue.
Result<void> insertDamaged(const Connection& connection, DialogueId dialogue, DialogueId original,
                           const QJsonObject& damage);

// Dialogues of a source with two turns or more, in their order, with lengths, tracks, story and the value of
// the attribute type `stratum` that their turns name first (nothing where it is empty).
Result<QList<Candidate>> measuredCandidates(const Connection& connection, SourceId source,
                                            const QString& stratum);

// From which plan or dialogue one was made: two with the same text here tell the same story. Its own id where
// nothing is known.
Result<QHash<DialogueId, QString>> storiesOf(const Connection& connection, SourceId source);

} // namespace antiphon
