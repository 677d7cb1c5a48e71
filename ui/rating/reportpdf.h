// The report of a study as pages to print.
#pragma once

#include <QByteArray>
#include <QString>

namespace antiphon {

// The page of reportPage() as PDF, A4, in its light colours, with what is folded away laid open and the
// charts as pictures of 300 dots an inch. Needs a QGuiApplication, for fonts; any thread may call it.
QByteArray reportPdf(const QByteArray& page, const QString& title);

} // namespace antiphon
