// Constant comparison (Glaser and Strauss 1967): a turn with a code held against earlier incidents of it.
#pragma once

#include "core/coding/coding.h"

namespace antiphon {

using ComparisonId = Id<struct ComparisonTag>;

// Fits: the same thing. Split: two things under one name. Property: the same thing with a property not seen
// before. Negative: it speaks against what the code says.
enum class ComparisonVerdict { Fits, Split, Property, Negative };
inline constexpr ComparisonVerdict allVerdicts[] = {ComparisonVerdict::Fits, ComparisonVerdict::Split,
                                                    ComparisonVerdict::Property, ComparisonVerdict::Negative};

QString verdictWord(ComparisonVerdict verdict); // "fits", "split", "property", "negative"
std::optional<ComparisonVerdict> verdictFromWord(QStringView word);
QString verdictTitle(ComparisonVerdict verdict); // "Fits", "Split", "New property", "Negative case"

// What a coder found when she held a turn with a code against an earlier incident.
struct Comparison
{
    ComparisonId id = {};
    CodeId code = {};
    CoderId coder = {};
    TurnId turn = {};    // in hand
    TurnId against = {}; // the earlier incident
    ComparisonVerdict verdict = ComparisonVerdict::Fits;
    QString note = {};
    TimePoint createdAt = 0;
    bool operator==(const Comparison&) const = default;
};

// What the history says of it: "Compare turn 4: add_filter fits".
QString comparisonLabel(const TurnPlace& turn, const Code& code, ComparisonVerdict verdict);

// A turn that has a code, with what stands around it.
struct Incident
{
    TurnPlace place = {};
    QString dialogue = {}; // external id
    QString text = {};
    QString before = {}; // the turns beside it; empty where there is none
    QString after = {};
    TimePoint codedAt = 0;
    bool operator==(const Incident&) const = default;
};

struct RankedIncident
{
    Incident incident;
    double distance = 0; // from the turn in hand
    bool operator==(const RankedIncident&) const = default;
};

// How much the words of the turns beside an incident count against its own.
inline constexpr double neighbourWeight = 0.5;

// The incidents other than the turn in hand that were coded no later than it (all where it has no such
// coding: codedAt 0), most different first. The distance is the cosine distance of the TF-IDF vectors of turn
// and neighbours (see TextVectors, neighbourWeight), with the compared incidents and the turn in hand as the
// set of texts; equal distances go by time of coding, then by turn.
QList<RankedIncident> mostDifferentFirst(const Incident& inHand, const QList<Incident>& incidents);

// What was found for a code so far, and how much of it was compared at all.
struct ComparisonCounts
{
    QHash<ComparisonVerdict, qint64> verdicts;
    qint64 incidents = 0;  // turns with the code
    qint64 comparable = 0; // of these, with another coded no later
    qint64 compared = 0;   // of these, held against an earlier one at least once
    // compared / comparable; nothing where nothing can be compared.
    std::optional<double> coverage() const;
    bool operator==(const ComparisonCounts&) const = default;
};

// A verdict with what it speaks of, for lists.
struct ComparisonRow
{
    Comparison comparison;
    Code code; // id, facet, name, colour
    TurnPlace place;
    QString dialogue; // external id
    QString text;
    TurnPlace againstPlace; // null ids where the incident is gone
    QString againstDialogue;
    QString againstText;
};

// One row a verdict: code, verdict, dialogue, turn (from 1), text, against_dialogue, against_turn,
// against_text, note, time (UTC, ISO 8601).
QByteArray comparisonsCsv(const QList<ComparisonRow>& rows);

} // namespace antiphon
