// Taking in the answers files: drop them here; who is done, what is missing, what was refused.
#pragma once

#include "ui/rating/studyoverview.h"
#include "ui/widgets/panels.h"

class QStackedWidget;
class QStandardItemModel;

namespace antiphon {

class CalmTable;

class CollectPage : public QWidget
{
    Q_OBJECT
public:
    explicit CollectPage(QWidget* parent = nullptr);
    void show(const StudyRow* row); // null: no study in hand
    // A line a file that was refused.
    void showProblems(const QStringList& sentences);
    using QWidget::show;

Q_SIGNALS:
    void filesRequested(); // the file dialog
    void filesDropped(const QStringList& paths);
    void packetsRequested();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QStackedWidget* m_stack;
    EmptyView* m_empty;
    SectionHeader* m_header;
    CalmTable* m_table;
    QStandardItemModel* m_model;
    TextLabel* m_problems;
};

} // namespace antiphon
