// The raters of a study: what came in of each, what the checks say, what was decided.
#pragma once

#include "ui/rating/studyoverview.h"
#include "ui/widgets/panels.h"

class QStandardItemModel;

namespace antiphon {

class CalmTable;

class RaterTable : public QWidget
{
    Q_OBJECT
public:
    explicit RaterTable(QWidget* parent = nullptr);
    // `facts` may lag behind; those of another study are left out.
    void show(const StudyRow& row, const CollectFacts& facts);
    QString chosen() const; // rater; empty: none
    bool isExcluded(const QString& rater) const { return m_excluded.contains(rater); }
    using QWidget::show;

Q_SIGNALS:
    void excludeRequested(const QString& rater);
    void includeRequested(const QString& rater);
    void dropRequested(const QString& rater);
    void addRequested();

private:
    QPushButton* button(const QString& text, const QString& toolTip);
    void fill(const StudyRow& row, const CollectFacts& facts);
    void judge();

    QStringList m_excluded;
    QStringList m_dropped;
    SectionHeader* m_header;
    CalmTable* m_table;
    QStandardItemModel* m_model;
    QPushButton* m_exclude;
    QPushButton* m_drop;
    QPushButton* m_add;
};

} // namespace antiphon
