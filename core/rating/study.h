// A rating study as values: what is rated, by which criteria, by whom, and what was declared beforehand.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/rating/studyrules.h"

#include <QJsonObject>

namespace antiphon {

using StudyId = Id<struct StudyTag>;
using ItemId = Id<struct ItemTag>;
using PacketId = Id<struct PacketTag>;
using PublicItemId = Id<struct PublicItemTag>; // what a rater's file calls an item

// What a criterion asks about, and what a packet shows at once for it.
enum class QuestionKind {
    Dialogue, // one dialogue as a whole, on the scale
    Turn,     // each system turn of one dialogue, on the scale
    Pair,     // which of two dialogues, left or right, or no difference
    BestWorst // the best and the worst of three to five dialogues
};

// One question of a study. Dialogue and Turn are answered on a scale of points from 1.
struct Criterion
{
    QString key;         // "consistency"
    QString name;        // "Consistency"
    QString question;    // one line under the name
    QString definition;  // what to look at, a few sentences
    QStringList anchors; // the word of each point, from 1; none for Pair and BestWorst
    QuestionKind kind = QuestionKind::Dialogue;
    bool operator==(const Criterion&) const = default;
};

// "dialogue", "turn", "pair", "best-worst".
QString kindWord(QuestionKind kind);
std::optional<QuestionKind> kindOf(const QString& word);

// Consistency, relevance and naturalness with five points each, worded for dialogues about music.
QList<Criterion> presetCriteria();

enum class Matching {
    None,
    Turns // the conditions get dialogues of like length, counted in turns
};

// How the tracks of a turn are shown to raters: alike for every condition.
enum class TrackForm {
    Automatic, // titles where every source knows nearly all of them, else the mark; settled by freezing
    Titles,    // up to five titles
    Mark,      // only that tracks were shown
    Hidden
};

struct StudyDefinition
{
    QString name;
    QStringList sources; // by name, two or more
    QList<Criterion> criteria = presetCriteria();
    int points = 5;
    int itemsPerSource = 20;
    QStringList raters;       // their names or codes, all different
    double margin = 0.5;      // the largest difference of means that does not matter, in points
    double oddsMargin = 0.0;  // the same for log odds ratios of the model; 0: none was declared
    double shareMargin = 0.0; // the same for shares of wins and A12, as distance from one half; 0: none
    double alpha = 0.05;
    quint64 seed = 1;
    Matching matching = Matching::Turns;
    TrackForm tracks = TrackForm::Automatic;
    QStringList identityWords; // masked in every text besides the built-in ones
    QStringList answerKeys;    // of each point, one character each; none: the digits, see answerKeys()
    bool comments = false;     // a rater may comment on an item and flag it
    bool skip = false;         // a rater may skip an item, with a reason
    bool guess = false;        // asked after the last item: did a person or a machine write it?
    StudyRules rules;
    bool operator==(const StudyDefinition&) const = default;
};

enum class StudyState { Draft, Frozen, Removed };

struct Study
{
    StudyId id;
    StudyDefinition definition;
    QJsonObject frozen; // facts settled by freezing: length bands, shares of known titles, balance
    StudyState state = StudyState::Draft;
    TimePoint createdAt = 0;
    TimePoint frozenAt = 0;
    QString digest; // SHA-256 of the frozen definition and its items, in hex
};

// A source under a neutral letter. The letters are drawn, not in the order of entry.
struct Condition
{
    SourceId source;
    QString sourceName;
    QString letter; // "A", "B", ...
};

QJsonObject definitionJson(const StudyDefinition& definition);
// Errors: InvalidValue that names the field; the result keeps presets for what is left out. `raters` may be a
// number, which names them rater-1, rater-2, ...
Result<StudyDefinition> definitionFromJson(const QJsonObject& json);
// Errors: InvalidValue: no name, fewer than two sources or one twice, no or equal raters, a margin not above
// 0, a scale outside of 2 to 11 points, criteria whose anchors do not fit the points, best-worst without
// three to five sources, keys of answers that are one another's or the rater's window's.
Result<void> checkDefinition(const StudyDefinition& definition);
// Whether what gold and training dialogues expect can be answered, and what practice says can be said to
// raters; part of checkDefinition(). Errors: InvalidValue that names the dialogue: a criterion that is not
// there or compares dialogues, points off the scale, a tolerance as wide as it, an explanation that is too
// long or holds a word that would tell where a dialogue comes from.
Result<void> checkKnownItems(const StudyDefinition& definition);
// The key of each value of a scale: 1 to 9, then 0 for ten and - for eleven.
QStringList digitKeys(int points);
// Keys of the rater's window, as Qt names them; no answer may have one of these.
QStringList reservedKeys();
// Whether the study has a question of that kind.
bool asks(const StudyDefinition& definition, QuestionKind kind);
// "rater-1" to "rater-N".
QStringList numberedRaters(int count);

} // namespace antiphon
