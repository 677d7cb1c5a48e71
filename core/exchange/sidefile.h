// The file in a .qdpx that holds what the standard's schema can not, and the list of it.
#pragma once

#include "core/exchange/exchangeproject.h"

#include <QSet>

namespace antiphon {

inline constexpr int sideFileVersion = 1;
QString sideFileName(); // "antiphon.json", beside project.qde

// JSON: {"format": "antiphon-exchange", "version": 1, "sources" with facts of
// their tracks, "dialogues" with their turns, tracks and
// labels, "codes", "places", "relations", "properties", "canvas", "core", "codings", "memos" with their
// evidence, "comparisons"}; every thing by the id that it has in project.qde.
QByteArray sideFile(const ExchangeProject& project);

// Something that another program will not find, and whether the side file holds it.
struct ExchangeLoss
{
    QString item; // a clause for people: "the key g of the code genre"
    bool kept = true;
};
// Item by item; codings, tracks and labels by source or kind with their number. `placed` are the memos that
// project.qde refers to.
QList<ExchangeLoss> lossesOf(const ExchangeProject& project, const QSet<MemoId>& placed);

} // namespace antiphon
