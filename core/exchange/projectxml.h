// The project.qde of a .qdpx.
#pragma once

#include "core/exchange/exchangeproject.h"

#include <QSet>

namespace antiphon {

struct ProjectXml
{
    QByteArray xml;      // valid by the schema of REFI-QDA 1.5
    QSet<MemoId> placed; // memos that something in it refers to
};

ProjectXml projectXml(const ExchangeProject& project);

// Where a dialogue's text lies in the archive.
QString textEntryName(DialogueId dialogue);

} // namespace antiphon
