// Propositions: what a coder holds to be so, with the evidence for and against it. What speaks against one is
// a negative case, open until it is said how it was dealt with (Lincoln and Guba 1985).
#pragma once

#include "core/coding/memo.h"

namespace antiphon {

using PropositionId = Id<struct PropositionTag>;
using EvidenceId = Id<struct EvidenceTag>;

// Under test: nothing was decided yet. Revised: reworded until it covered its negative cases.
enum class PropositionState { UnderTest, Kept, Revised, Dropped };
inline constexpr PropositionState allPropositionStates[] = {PropositionState::UnderTest,
                                                            PropositionState::Kept, PropositionState::Revised,
                                                            PropositionState::Dropped};
QString propositionStateWord(PropositionState state); // "kept"; empty for one under test
std::optional<PropositionState> propositionStateFromWord(QStringView word);
QString propositionStateTitle(PropositionState state); // "Under test"

enum class Stance { For, Against };
QString stanceWord(Stance stance); // "for", "against"
std::optional<Stance> stanceFromWord(QStringView word);
QString stanceTitle(Stance stance); // "For"

struct Proposition
{
    PropositionId id = {};
    QString text = {};
    QString note = {};
    CoderId coder = {};
    PropositionState state = PropositionState::UnderTest;
    TimePoint createdAt = 0;
    TimePoint changedAt = 0;
    QList<CodeId> codes = {}; // that it is about, in the order they were named
    bool operator==(const Proposition&) const = default;
};

// A turn, words of one, a dialogue, a memo or a code that speaks for a proposition or against it.
struct PropositionEvidence
{
    EvidenceId id = {};
    PropositionId proposition = {};
    MemoAnchor anchor = {};
    Stance stance = Stance::For;
    QString note = {};
    QString answer = {}; // how a negative case was dealt with; empty: it is open
    CoderId coder = {};
    TimePoint createdAt = 0;
    bool isOpen() const { return stance == Stance::Against && answer.isEmpty(); }
    bool operator==(const PropositionEvidence&) const = default;
};
bool mayBeEvidence(MemoTarget kind);

struct EvidenceCounts
{
    int inFavour = 0;
    int against = 0;
    int open = 0; // of those against: no answer yet. None where the proposition was dropped.
    bool operator==(const EvidenceCounts&) const = default;
};

// A proposition as lists show it.
struct ListedProposition
{
    Proposition proposition = {};
    QString coder = {};
    QStringList codes = {}; // names, in the order of proposition.codes
    EvidenceCounts counts = {};
    bool operator==(const ListedProposition&) const = default;
};

struct ListedEvidence
{
    PropositionEvidence evidence = {};
    QString coder = {};
    MemoPlace place = {};
    QString words = {}; // of the turn, span, dialogue, memo or code, whole; empty where it is gone
    bool operator==(const ListedEvidence&) const = default;
};

struct PropositionSheet
{
    ListedProposition listed = {};
    QList<ListedEvidence> evidence = {};
    bool operator==(const PropositionSheet&) const = default;
};

// Something that speaks against what was thought and that nothing was said about yet: evidence against a
// proposition, or a verdict of constant comparison that speaks against a code.
struct NegativeCase
{
    EvidenceId evidence = {}; // null: a verdict on a code
    PropositionId proposition = {};
    CodeId code = {};   // of the verdict
    QString about = {}; // the proposition's heading, or the code's name
    MemoPlace place = {};
    QString words = {};
    QString note = {};
    CoderId coder = {};
    QString coderName = {};
    TimePoint createdAt = 0;
    bool operator==(const NegativeCase&) const = default;
};

QString propositionHeading(const QString& text);
// "3 for, 2 against, 1 open"
QString evidenceCountsText(const EvidenceCounts& counts);

// What the history says: "Take as evidence for “Thanks soften refusals”".
QString evidenceLabel(Stance stance, const QString& proposition);

// One row a piece of evidence; one of its own for a proposition without: proposition, state, codes, stance,
// kind, dialogue, turn (from 1), words, note, answer, coder, time (UTC, ISO 8601).
QByteArray propositionsCsv(const QList<PropositionSheet>& sheets);
// One row a case: about ("proposition" or "code"), name, dialogue, turn (from 1), words, note, coder, time.
QByteArray negativeCasesCsv(const QList<NegativeCase>& cases);

} // namespace antiphon
