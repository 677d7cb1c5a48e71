// Faults of a written dialogue that can be found exactly.
#pragma once

#include "core/cascade/plan.h"
#include "core/generation/cataloguefacts.h"
#include "core/generation/mention.h"
#include "core/generation/phraseset.h"

#include <array>

namespace antiphon {

enum class CheckKind {
    FutureLeak,    // a turn names a value that is due only later
    RoleConfusion, // a turn talks like the other role
    RepeatedTrack, // a list shows a track twice
    GenreReplaced, // a new genre takes the place of the former one instead of narrowing it
    MentionMissed, // a user turn does not name one of its values
    Contradiction, // an excluded value is offered, or one that holds is denied
    ExtraMention,  // a value of the catalogue that the plan has nowhere
    InvalidTrack   // a list shows a track that the filters exclude
};
inline constexpr int checkKinds = 8;

// The key in JSON answers ("future_leaks"), the name for people ("Future leaks") and how it is counted.
QString checkKey(CheckKind kind);
QString checkName(CheckKind kind);
QString checkMethod(CheckKind kind);

struct Finding
{
    CheckKind kind = CheckKind::FutureLeak;
    int turn = 0;       // from 0
    QString value;      // the attribute, the phrase or the track
    int otherTurn = -1; // the turn that owns the value, where there is one
    bool operator==(const Finding&) const = default;
};

// What a finding says, for people: "reggae belongs to turn 3".
QString findingSentence(const Finding& finding);

struct DialogueChecks
{
    QList<Finding> findings; // by turn
    std::array<qint64, checkKinds>
        looked{}; // by kind: how many turns, lists or values could have had the fault

    qint64 count(CheckKind kind) const;
    // Share of the user turns' values that their texts name; 1 where they have none.
    double recall() const;
    bool isClean() const { return findings.isEmpty(); }
};

// Checks dialogues one by one; keeps what it has looked up, so one is used by one thread.
class DialogueChecker
{
public:
    // Extra mentions and invalid tracks are looked for where the catalogue is given.
    explicit DialogueChecker(const PhraseBook& book, const AliasTable& aliases = shippedAliases(),
                             std::shared_ptr<const CatalogueFacts> facts = nullptr);

    // With its plan, the filter state is known: contradictions are looked for, and a genre that leaves is
    // seen exactly. Without one, a genre counts as replaced when a later one is asked for, no filter is given
    // up, and neither the turn nor its reply names the former.
    DialogueChecks check(const Dialogue& dialogue, const Plan* plan);
    MentionFinder& finder() { return m_finder; }

private:
    struct Pass;
    MentionFinder m_finder;
    std::shared_ptr<const CatalogueFacts> m_facts; // null: not known
    TrackJudge m_judge;
    PhraseSet m_userLikeSystem;
    PhraseSet m_systemLikeUser;
};

} // namespace antiphon
