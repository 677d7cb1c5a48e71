// A table of figures as text: one form for the report, the window and the terminal.
#pragma once

#include <QStringList>

namespace antiphon {

struct FigureTable
{
    QString title;
    QString note; // what it is and how it was found, one sentence or two
    QStringList columns;
    QList<QStringList> rows; // each as long as the columns; a last column for remarks may be empty
};

} // namespace antiphon
