// Coders and codings in the project file. The only place with SQL about them. Whatever changes something is
// called inside EditHistory::record or ProjectSession::edit. Only dialogues of ready sources are seen.
#pragma once

#include "core/coding/coding.h"
#include "core/storage/connection.h"

namespace antiphon {

Result<QList<Coder>> allCoders(const Connection& connection); // by name
Result<std::optional<Coder>> coderByName(const Connection& connection, const QString& name);
// The coder of that name, made where there is none. Errors: InvalidValue for an empty name.
Result<Coder> ensureCoder(const Connection& connection, const QString& name);

// The name of the coder whose codings the coding view shows; empty: none was chosen. A setting, not an edit.
Result<QString> chosenCoder(const Connection& connection);
Result<void> setChosenCoder(const Connection& connection, const QString& name);

// The dialogues with that external id, in `source` or in all ready sources.
Result<QList<DialogueId>> dialoguesCalled(const Connection& connection, const QString& externalId,
                                          std::optional<SourceId> source);
Result<QList<TurnPlace>> turnPlaces(const Connection& connection, DialogueId dialogue); // by position

// Puts a code on a turn: true, or false where that coding is there already. A null id and time are filled in.
// Errors: NotFound for an unknown turn or code; NotPossible for a category or a code of the other role.
Result<bool> addCoding(const Connection& connection, Coding coding);
// Adds many codings with statements prepared once; add() is addCoding().
class CodingWriter
{
public:
    static Result<CodingWriter> open(const Connection& connection);
    Result<bool> add(Coding coding);

private:
    CodingWriter(const Connection& connection, Statement code, Statement turn, Statement insert);
    Result<void> check(const Coding& coding);

    const Connection* m_connection;
    Statement m_code;
    Statement m_turn;
    Statement m_insert;
};
// Takes a coder's code off a turn: false where it was not there.
Result<bool> removeCoding(const Connection& connection, TurnId turn, CodeId code, CoderId coder);

// A coder's codings of a dialogue, in the order they were made.
Result<QList<Coding>> codingsOfDialogue(const Connection& connection, DialogueId dialogue, CoderId coder);
// How many codings each code has by that coder (null: by all).
Result<QHash<CodeId, qint64>> codingCounts(const Connection& connection, CoderId coder);

// The first turn behind `from` (by dialogue and position, in the order of the source) that has no coding of
// the coder. Nothing where all are coded.
Result<std::optional<TurnPlace>> nextUncodedTurn(const Connection& connection, CoderId coder,
                                                 const TurnPlace& from);

// A turn with a code, with enough around it to be compared, listed or exported.
struct CodedTurn
{
    TurnPlace place;
    QString source;
    QString dialogue; // external id
    QString text;
    Code code; // id, facet, name, colour
    QString coder;
    CodingOrigin origin = CodingOrigin::Person;
};
struct CodedTurnQuery
{
    std::optional<CodeId> code = {};
    std::optional<CoderId> coder = {};
    std::optional<SourceId> source = {};
    int limit = -1; // -1: all
};
// Newest first when a limit is set; else by source, dialogue, position, coder, facet and code.
Result<QList<CodedTurn>> codedTurns(const Connection& connection, const CodedTurnQuery& query);

} // namespace antiphon
