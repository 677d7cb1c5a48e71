// What a join would do: its counts as bars, and the tracks that look like several.
#pragma once

#include "core/catalogue/cataloguejoin.h"

#include <QWidget>

class QStandardItemModel;

namespace antiphon {

class CalmTable;
class SectionHeader;
class TextLabel;

class JoinCountsView : public QWidget
{
    Q_OBJECT
public:
    explicit JoinCountsView(QWidget* parent);
    void show(const JoinCounts& counts, const JoinRequest& request);
    void showFault(const QString& sentence);
    // Each count as its cells with bars between: "Joined|3 (50.0 %)|3 (60.0 %)".
    QStringList lines() const;

private:
    void fitCounts();
    QStandardItemModel* m_counts;
    QStandardItemModel* m_ambiguous;
    SectionHeader* m_ambiguousHeader;
    CalmTable* m_countTable;
    CalmTable* m_ambiguousTable;
};

} // namespace antiphon
