// Lists of codes as the coding view paints them: colour, name, count, key.
#pragma once

#include "ui/coding/codebookmodel.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace antiphon {

// Where the mark that folds a row is, within the row's rectangle.
QRect foldRect(const QRect& rect, const CodebookRow& row);

class CodeRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

// A flat list, for finders: Up and Down move, letters go on to the parent.
class CodeList : public QListView
{
    Q_OBJECT
public:
    explicit CodeList(QWidget* parent = nullptr);
    CodebookModel* rows() const { return m_model; }
    std::optional<Code> currentCode() const;
    void setCurrentCode(CodeId code); // no row: none is current
    void moveCurrent(int steps);

Q_SIGNALS:
    void currentCodeChanged();
    void codeActivated(const antiphon::Code& code); // Enter or double click

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    CodebookModel* m_model;
};

} // namespace antiphon
