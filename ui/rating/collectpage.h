// Taking in the answers files: drop them here; who is done, what is missing, what was refused.
#pragma once

#include "ui/rating/studyoverview.h"
#include "ui/widgets/panels.h"

class QStackedWidget;

namespace antiphon {

class ItemList;
class RaterTable;

class CollectPage : public QWidget
{
    Q_OBJECT
public:
    explicit CollectPage(QWidget* parent = nullptr);
    void show(const StudyRow* row); // null: no study in hand
    // What checks, decisions and notes say; may come later than the study.
    void showFacts(const CollectFacts& facts);
    RaterTable* raters() const { return m_raters; }
    ItemList* items() const { return m_items; }
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
    void fill();

    QStackedWidget* m_stack;
    EmptyView* m_empty;
    RaterTable* m_raters;
    ItemList* m_items;
    std::optional<StudyRow> m_row;
    CollectFacts m_facts;
    TextLabel* m_problems;
};

} // namespace antiphon
