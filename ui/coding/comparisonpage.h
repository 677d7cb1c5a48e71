// All verdicts of constant comparison.
#pragma once

#include "core/coding/comparisonstore.h"
#include "ui/shell/workspace.h"

class QComboBox;

namespace antiphon {

class CodingDesk;
class TablePane;

// Enter or a double click goes to the turn; Delete takes the verdict back (one undo step).
class ComparisonPage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparisonPage(CodingDesk& desk, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void read();
    void show(const QList<ComparisonRow>& rows);

    CodingDesk& m_desk;
    QList<ComparisonRow> m_all;
    QList<ComparisonRow> m_rows; // in sight
    QComboBox* m_verdict;
    TablePane* m_pane;
};

} // namespace antiphon
