// The parts of a study's design: dialogues that are read alone, pairs, and several at once.
#pragma once

#include "core/rating/assignment.h"
#include "core/rating/designstore.h"

namespace antiphon {

// Which item is of which condition: from the project, or from the key where it was sealed.
struct KeyRows
{
    QList<Condition> conditions;
    QList<StudyItem> items;
};

// What is dealt out together. A group is a condition, two conditions of pairs, or all best-worsts.
struct DesignSection
{
    QuestionKind kind = QuestionKind::Dialogue;
    QList<QList<ItemId>>
        groups; // dialogues that are read alone by length where they are to be spread over it
    AssignmentRequest request;
    int dialogues = 1; // that an item shows
};

// In the order in which raters come to them: pairs, best-worsts, dialogues. Those that a study has not are
// left out. Errors: of SQLite.
Result<QList<DesignSection>> designSections(const Connection& connection, const Study& study,
                                            const KeyRows& rows, quint64 secret);

// The sides of what several raters see at once, by rater; none for dialogues alone.
QList<QHash<ItemId, QList<int>>> plannedSides(const DesignSection& section, const Assignment& assignment);

// What was handed out of a section so far.
Shown shownOf(const DesignSection& section, const QList<ShownItem>& items);
// How often each criterion was asked at each place.
std::vector<std::vector<int>> shownCriteria(const StudyDefinition& definition,
                                            const QList<PacketDesign>& designs);
// The sides for one more rater.
QHash<ItemId, QList<int>> lateSides(const DesignSection& section, const RaterAssignment& assigned,
                                    const QList<ShownItem>& items);

} // namespace antiphon
