// A plan as a card of the contact sheet: its turns as cells, its pool as a line.
#pragma once

#include "core/cascade/contactsheet.h"
#include "ui/widgets/dialoguedocument.h"

#include <QStyledItemDelegate>

namespace antiphon {

// "Seed 12: 10 turns, smallest pool 230. Odd: ..." for people who point at or listen to a card.
QString planCardText(const ContactSheet& sheet, std::size_t place);
// Why the plan stands out in a word or two; empty: it does not.
QString oddityWord(const PlanStanding& standing);
// The labels that cells are coloured by.
QList<DialogueChip> planLegend();

// For the indexes of a ContactSheetModel. All cards have one scale, so that lengths and pools compare.
class PlanCardDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace antiphon
