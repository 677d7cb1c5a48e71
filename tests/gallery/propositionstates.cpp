// Propositions of the coding station in their states.
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/propositionstore.h"
#include "core/storage/edithistory.h"
#include "tests/gallery/gallery.h"

namespace antiphon::gallery {

namespace {

Result<CoderId> coderOf(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const QString name, chosenCoder(connection));
    ANTIPHON_TRY_ASSIGN(const Coder coder,
                        ensureCoder(connection, name.isEmpty() ? QStringLiteral("ada") : name));
    return coder.id;
}

QList<CodeId> codesNamed(const QList<Code>& codes, const QStringList& names)
{
    QList<CodeId> found;
    for (const Code& code : codes) {
        if (names.contains(code.name))
            found << code.id;
    }
    return found;
}

Result<PropositionId> propose(const Connection& connection, const char* text, const QStringList& about,
                              PropositionState state)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    Proposition proposition;
    proposition.text = QString::fromUtf8(text);
    proposition.state = state;
    proposition.codes = codesNamed(codes, about);
    ANTIPHON_TRY_ASSIGN(proposition.coder, coderOf(connection));
    return addProposition(connection, proposition);
}

// Each turn that was coded, once.
Result<QList<TurnId>> someTurns(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto coded, codedTurns(connection, {}));
    QList<TurnId> turns;
    for (const CodedTurn& turn : coded) {
        if (!turn.place.turn.isNull() && !turns.contains(turn.place.turn))
            turns << turn.place.turn;
    }
    return turns;
}

Result<void> weigh(const Connection& connection, PropositionId proposition, const QList<TurnId>& turns,
                   int against, const char* answer)
{
    ANTIPHON_TRY_ASSIGN(const CoderId coder, coderOf(connection));
    int number = 0;
    for (const TurnId turn : turns) {
        PropositionEvidence evidence;
        evidence.proposition = proposition;
        evidence.anchor = {MemoTarget::Turn, turn.bytes(), {}};
        evidence.coder = coder;
        evidence.stance = number < against ? Stance::Against : Stance::For;
        if (number == 0)
            evidence.answer = QString::fromUtf8(answer);
        ++number;
        ANTIPHON_TRY(addEvidence(connection, evidence));
    }
    return {};
}

Result<void> compare(const Connection& connection, const QList<TurnId>& turns)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    Comparison comparison;
    comparison.code = codesNamed(codes, {QStringLiteral("accept_response")}).value(0);
    ANTIPHON_TRY_ASSIGN(comparison.coder, coderOf(connection));
    comparison.turn = turns.value(5);
    comparison.against = turns.value(6);
    comparison.verdict = ComparisonVerdict::Negative;
    comparison.note = QStringLiteral("thanks, but takes nothing");
    return giveVerdict(connection, comparison);
}

Result<void> pose(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto turns, someTurns(connection));
    ANTIPHON_TRY_ASSIGN(
        const auto thanks,
        propose(
            connection,
            "Thanks soften refusals: whoever takes a wish back praises the list first, and only then says "
            "what should have been left out.",
            {QStringLiteral("reject_response"), QStringLiteral("sympathetic_response")},
            PropositionState::UnderTest));
    ANTIPHON_TRY(weigh(connection, thanks, turns.mid(0, 5), 2, "A refusal after three refusals"));
    ANTIPHON_TRY_ASSIGN(const auto theme,
                        propose(connection, "The first wish names an occasion, later ones name artists.",
                                {QStringLiteral("initial_query")}, PropositionState::Revised));
    ANTIPHON_TRY(weigh(connection, theme, turns.mid(7, 9), 1, ""));
    ANTIPHON_TRY(propose(connection, "Nobody asks for a key.", {}, PropositionState::UnderTest));
    return compare(connection, turns);
}

Result<void> addAll(const Connection& connection)
{
    return EditHistory(connection).record({QStringLiteral("ada")}, QStringLiteral("Pose"), [&] {
        return pose(connection);
    });
}

State at(const QString& name, std::function<Result<void>(const Connection&)> prepare, const QString& target)
{
    return {name, Project::Sample, std::move(prepare), [target](Stage& stage) {
                stage.go(QStringLiteral("code"), target);
                stage.settle();
            }};
}

} // namespace

QList<State> propositionStates()
{
    const QString page = QStringLiteral("theory/propositions");
    return {at(QStringLiteral("code-propositions"), addAll, page),
            at(QStringLiteral("code-propositions-empty"), {}, page),
            at(QStringLiteral("code-negatives"), addAll, QStringLiteral("theory/negatives")),
            {QStringLiteral("code-evidence"), Project::Sample, addAll, [](Stage& stage) {
                 stage.go(QStringLiteral("code"), {});
                 stage.settle();
                 stage.press(Qt::Key_E, Qt::ControlModifier);
                 stage.settle();
             }}};
}

} // namespace antiphon::gallery
