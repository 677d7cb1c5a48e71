// What is different between two texts, line by line.
#pragma once

#include <QList>
#include <QString>

namespace antiphon {

struct DiffLine
{
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QString text;
    int before = 0; // number of the line in the first text, from 1; 0: it is not there
    int after = 0;  // in the second
    bool operator==(const DiffLine&) const = default;
};

// All lines of both texts in order, those that a longest common subsequence keeps once; where lines were
// changed, the removed ones stand before the added ones. A final line end makes no line. Texts of over
// 4,000 changed lines each are told as removed and added as a whole.
QList<DiffLine> lineDiff(const QString& before, const QString& after);

// For people: "- removed", "+ added" and "  same", with at most `context` same lines around a change and
// "..." for what is left out. Empty when nothing is different.
QString diffText(const QList<DiffLine>& lines, int context = 3);

} // namespace antiphon
