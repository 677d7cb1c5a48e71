// Codings in the project file. The only place with SQL about them. Whatever changes something is
// called inside EditHistory::record or ProjectSession::edit. Only dialogues of ready sources are seen.
#pragma once

#include "core/coding/coderstore.h"
#include "core/storage/connection.h"

namespace antiphon {

// The dialogues with that external id, in `source` or in all ready sources.
Result<QList<DialogueId>> dialoguesCalled(const Connection& connection, const QString& externalId,
                                          std::optional<SourceId> source);
Result<QList<TurnPlace>> turnPlaces(const Connection& connection, DialogueId dialogue); // by position

// Puts a code on its target: true, or false where that coding is there already. Codings may overlap in any
// way. A null id and time are filled in. Errors: NotFound for an unknown code, dialogue or turn; NotPossible
// for a category or a code that does not go there; InvalidValue for a span outside of the text, an exchange
// that the turn does not open, or a target that is several things at once.
Result<bool> addCoding(const Connection& connection, Coding coding);
// Adds many codings with statements prepared once; add() is addCoding().
class CodingWriter
{
public:
    static Result<CodingWriter> open(const Connection& connection);
    Result<bool> add(Coding coding);
    // Whether the coding's code may lie on its target. Errors: as addCoding.
    Result<void> check(const Coding& coding);

private:
    // What the check needs to know of a target; kept, as codings of one turn come together.
    struct Ground
    {
        CodingTarget target; // without its span
        QList<Role> roles;
        qint64 length = 0; // of the turn's text, in code points
    };
    CodingWriter(const Connection& connection, Statement code, Statement turn, Statement insert);
    Result<void> checkCode(const Coding& coding, const QList<Role>& roles);
    Result<Ground> groundOf(const CodingTarget& target);
    Result<QList<Role>> rolesOfExchange(const CodingTarget& target);

    const Connection* m_connection;
    Statement m_code;
    Statement m_turn;
    Statement m_insert;
    std::optional<Ground> m_ground;
};
// Takes a coder's code off a target, or off a turn: false where it was not there.
Result<bool> removeCoding(const Connection& connection, const CodingTarget& target, CodeId code,
                          CoderId coder);
Result<bool> removeCoding(const Connection& connection, TurnId turn, CodeId code, CoderId coder);
Result<bool> removeCoding(const Connection& connection, CodingId coding);

// Extends or shrinks a coding of a span. Errors: NotFound; NotPossible when it lies on no span, or the coder
// put the same code there already; InvalidValue for a span outside of the text.
Result<void> changeCodingSpan(const Connection& connection, CodingId coding, TextSpan span);
// Gives a coding another code; target, coder, memos and time stay. Errors: NotFound; NotPossible for a code
// that does not go there, or that the coder put there already.
Result<void> recode(const Connection& connection, CodingId coding, CodeId code);

// A coding before and after an act: put where it was nothing, taken off where it becomes nothing, else given
// another span or code.
struct CodingChange
{
    std::optional<Coding> was = {};
    std::optional<Coding> becomes = {};
};
// Makes the changes in their order; new codings become the coder's. Errors: those of the single acts.
Result<void> changeCodings(const Connection& connection, CoderId coder, const QList<CodingChange>& changes);

Result<std::optional<Coding>> codingById(const Connection& connection, CodingId coding);
// A coder's codings of a dialogue on every kind of target, in the order they were made.
Result<QList<Coding>> codingsOfDialogue(const Connection& connection, DialogueId dialogue, CoderId coder);
// How many codings each code has by that coder (null: by all).
Result<QHash<CodeId, qint64>> codingCounts(const Connection& connection, CoderId coder);

// The nearest turn behind or before `from` (by dialogue and position, in the order of the source) that has no
// coding of the coder on it or on words of it. Nothing where all are coded.
Result<std::optional<TurnPlace>> nextUncodedTurn(const Connection& connection, CoderId coder,
                                                 const TurnPlace& from,
                                                 Direction direction = Direction::Forward);
// The nearest turn behind or before `from` that a coding with the code lies on or opens with; for codings of
// whole dialogues, the first turn. In the order of the source.
Result<std::optional<TurnPlace>> nextTurnWithCode(const Connection& connection, CoderId coder, CodeId code,
                                                  const TurnPlace& from, Direction direction);

// A coding with enough around it to be compared, listed or exported.
struct CodedTurn
{
    TurnPlace place; // a null turn for codings of a dialogue
    QString source;
    QString dialogue; // external id
    QString text;     // of the turn
    Code code;        // id, facet, name, colour
    QString coder;
    CodingOrigin origin = CodingOrigin::Person;
    CodingId coding = {};
    CodingTarget target = {};
    QString quote() const; // the words of a span, the text of a turn; empty for the rest
};
struct CodedTurnQuery
{
    std::optional<CodeId> code = {};
    std::optional<CoderId> coder = {};
    std::optional<SourceId> source = {};
    int limit = -1; // -1: all
};
// Codings of every kind of target. Newest first when a limit is set; else by source, dialogue, position (the
// dialogue's own before), coder, facet, code and span.
Result<QList<CodedTurn>> codedTurns(const Connection& connection, const CodedTurnQuery& query);

} // namespace antiphon
