// Dialogues that a study shows to learn about its raters: attention checks, gold, training. In a rater's file
// they look like every other one, but for training: it stands there as practice, with what is expected.
#pragma once

#include "core/rating/designstore.h"
#include "core/rating/packettext.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// The checks of a study that is being frozen. Attention checks are drawn in secret, from one of the sources
// on in turn, from dialogues that are neither items nor tell the story of one; the point to be pressed is
// drawn, too. Errors: NotPossible when there are too few; NotFound for a gold or training dialogue that is
// not there; AlreadyExists when one is an item or named twice.
Result<QList<RoleItem>> drawChecks(const Connection& connection, const StudyDefinition& definition,
                                   const QList<QList<Candidate>>& pools, const QList<SourceId>& sources,
                                   const QList<StudyItem>& items);

// Whether the explanations of practice hold nothing that the linter would find in a packet, now that all of
// the study's sources, runs and dialogues are known. Errors: InvalidValue that says what.
Result<void> checkExplanations(const Connection& connection, const Study& study);

// Adds to an attention check what it asks for, at the end of its last turn.
void addInstruction(QList<PacketTurn>& turns, int point);

// An order of items with the checks put in: training first, the others spread evenly over the rest and never
// at its beginning or end, their places and their order drawn for each rater.
QList<ItemId> withChecks(const QList<ItemId>& order, const QList<RoleItem>& checks, quint64 seed, int place);

// What the checks and the answers say about one rater. Each check counts once, however many questions it has.
struct RaterQuality
{
    QString rater;
    qint64 items = 0;  // rated
    int attention = 0; // answered whole, and of them missed
    int attentionMissed = 0;
    int gold = 0;
    int goldMissed = 0;
    int trainingAnswers = 0;
    int trainingRight = 0;
    double comparisons = 0.0;   // of an anchor's dialogue with one of the reference, under one criterion
    double anchorAbove = 0.0;   // of them; ties count half
    double medianSeconds = 0.0; // active, for a dialogue
    QStringList failed;         // the study's rules that say to leave the rater out
};
// By rater. Conditions are told by nothing but the rule about anchor and reference; while the key is sealed
// outside of the project that one says nothing.
Result<QList<RaterQuality>> raterQuality(const Connection& connection, const Study& study);

// Leaves a rater out of the analysis, or takes that back; one recorded act, in the study's log, where it
// counts as an amendment once the key is open. Errors: InvalidValue without a reason, NotFound,
// AlreadyExists.
Result<void> excludeRater(const Connection& connection, const Actor& actor, const Study& study,
                          const QString& rater, const QString& reason);
Result<void> includeRater(const Connection& connection, const Actor& actor, const Study& study,
                          const QString& rater, const QString& reason);

} // namespace antiphon
