// Tables of figures with their notes, one below the other.
#pragma once

#include "core/rating/figuretable.h"
#include "ui/charts/chart.h"
#include "ui/widgets/panels.h"

namespace antiphon {

using ChartExport = std::function<void(const Chart& chart)>;

// Appends title, note and table of each; `owner` names what the figures are of in exports.
void addFigureTables(QBoxLayout& column, const QString& owner, const QList<FigureTable>& tables,
                     QWidget* parent, const ChartExport& exported);

// What a study says beside its scales: choices among dialogues, guesses, skips.
class FigureTableCard : public Card
{
    Q_OBJECT
public:
    FigureTableCard(const QString& title, const QString& remark, const QList<FigureTable>& tables,
                    QWidget* parent = nullptr);

Q_SIGNALS:
    void exportRequested(const antiphon::Chart& chart);
};

} // namespace antiphon
