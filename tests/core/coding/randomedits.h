// Edits of every kind that the stores of coding offer, drawn by chance: what undo, redo and a killed program
// are tried with.
#pragma once

#include "core/base/random.h"
#include "core/coding/coding.h"
#include "core/storage/edithistory.h"

#include <QHash>
#include <QMap>

namespace antiphon::test {

// What edits are drawn from: the rows that are there now.
class Lot
{
public:
    Lot(const Connection& connection, Random& random) : m_connection(connection), m_random(random) {}

    const Connection& connection() const { return m_connection; }
    Random& random() { return m_random; }
    int below(int bound) { return static_cast<int>(m_random.below(static_cast<quint64>(bound))); }
    bool chance(double probability) { return m_random.chance(probability); }
    QString word();
    // The id of a row of `table` that meets `where` (SQL); a null id where there is none.
    template<typename IdType>
    IdType any(const char* table, const char* where = "1")
    {
        return IdType(anyBytes(table, where));
    }
    CoderId coder();
    CodingId coding(); // null where there is none
    Code code();       // codable; a null id where there is none
    TurnPlace turn();
    CodingTarget target();
    // Part of the turn's text, between two characters.
    TextSpan span(TurnId turn);

private:
    IdBytes anyBytes(const char* table, const char* where);
    const Connection& m_connection;
    Random& m_random;
};

class RandomEdits
{
public:
    RandomEdits(const Connection& connection, quint64 seed);

    // One recorded edit. True where it changed something; false where it was refused or had nothing to
    // change. Any other failure than a refusal is an error.
    Result<bool> next();
    // By kind, how many edits changed something: all kinds stand here.
    const QMap<QString, int>& done() const { return m_done; }

private:
    const Connection& m_connection;
    Random m_random;
    QMap<QString, int> m_done;
};

// Three sources' worth of dialogues with emoji, right-to-left and combining characters, the starting codebook
// and two coders.
Result<void> fillForRandomEdits(const Connection& connection);

} // namespace antiphon::test
