// All memos of the project: found, read, written, linked, exported.
#pragma once

#include "ui/coding/memodesk.h"

class QSortFilterProxyModel;
class QStackedWidget;

namespace antiphon {

class CalmTable;
class EmptyView;
class MemoFilterBar;
class MemoPane;
class SectionHeader;
class TextTableModel;

// Delete deletes the memo under the bar, Enter goes to its text, Ctrl+F to the search.
class MemoPage : public QWidget
{
    Q_OBJECT
public:
    explicit MemoPage(CodingDesk& desk, QWidget* parent = nullptr);

    // The id of a memo, "new" for a journal entry, "new/code/<id>" or "new/project".
    void navigate(const QString& target);
    void newEntry();

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Answer;
    void read();
    void adopt(const Answer& answer);
    void showRows();
    void openCurrent();
    void select(MemoId memo);
    void beginOn(const MemoAnchor& anchor);
    void exportTo(const QString& path);
    void askForFile(const QString& name, const QString& filter);
    QWidget* makeList();
    QWidget* makeHead();

    CodingDesk& m_desk;
    QList<ListedMemo> m_rows;
    MemoId m_wanted;        // to be selected when the list has it
    bool m_writing = false; // a new memo is on the sheet
    SectionHeader* m_title;
    MemoFilterBar* m_filters;
    TextTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    CalmTable* m_table;
    QStackedWidget* m_side;
    EmptyView* m_empty;
    MemoPane* m_sheet;
};

} // namespace antiphon
