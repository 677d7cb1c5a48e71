// What a spreadsheet would read from a workbook.
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace antiphon {

// The first sheet, row by row, each as long as its last filled cell: texts behind a leading apostrophe
// ("'=1+1"), numbers as they stand. A formula is "FORMULA". Fails the test for what is no workbook.
QList<QStringList> workbookRows(const QByteArray& workbook);

} // namespace antiphon
