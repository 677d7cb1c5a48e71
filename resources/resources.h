// The data files that ship inside the program.
#pragma once

#include <QByteArray>
#include <QString>

namespace antiphon {

// Makes the files readable as ":/antiphon/codebook/starting.json" and so on. May be called often, from any
// thread.
void initResources();

// The content of a file by its path below resources: "codebook/starting.json". A missing file is a fault of
// the build: it asserts, and gives nothing in release.
QByteArray resourceContent(const QString& path);

} // namespace antiphon
