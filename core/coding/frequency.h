// How often each code was used: counts of turns and their share of the turns that were coded.
#pragma once

#include "core/coding/coding.h"

namespace antiphon {

enum class FrequencyBy { Role, Position, Coder };

struct FrequencyRow
{
    QString coder;
    std::optional<Role> role;    // not by coder
    std::optional<int> position; // from 0; only by position
    Code code;                   // id, facet, name, colour
    qint64 turns = 0;            // turns of the group with the code
    qint64 n = 0;                // turns of the group that the coder gave at least one code
    qint64 missing = 0;          // turns of the group without a code, in dialogues where the coder coded some
    // turns / n; nothing where n is 0.
    std::optional<double> share() const;
};

QString frequencyMethod(); // what the share is, as a clause

// Orders by coder, role, position and facet, within them the most frequent first, and adds a row with 0 turns
// for every code that may go on turns of a group that is there; none by position.
QList<FrequencyRow> completeFrequencies(QList<FrequencyRow> rows, FrequencyBy by, const QList<Code>& codes);

// coder, role, position (from 1), facet, code, turns, n, missing, share; columns that do not apply are left
// out.
QByteArray frequencyCsv(const QList<FrequencyRow>& rows, FrequencyBy by);

} // namespace antiphon
