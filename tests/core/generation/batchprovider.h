// A provider of the Batch API for tests: takes request files, gives output and error files.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <functional>
#include <vector>

namespace antiphon::test {

// One request of a part file.
struct BatchLine
{
    QByteArray customId;
    QByteArray body;
    qint64 plan() const; // out of the custom id
};

// All requests of a folder's part files in their order.
std::vector<BatchLine> batchRequests(const QString& folder);
QStringList partFiles(const QString& folder);

// What a model answers that writes what the plan in its prompt asks for.
QByteArray obedientContent(const QByteArray& body);

// Lines of an output file: an answer with a content, an answer with another status, no answer.
QByteArray answeredLine(const BatchLine& request, const QByteArray& content,
                        const QByteArray& finishReason = "stop");
QByteArray refusedLine(const BatchLine& request, int status, const QByteArray& message);
QByteArray expiredLine(const BatchLine& request);

// Writes lines into a file as it is, or packed as the name's ending says (.gz, .zst).
void writeLines(const QString& path, const QList<QByteArray>& lines);

} // namespace antiphon::test
