// The codebook as the coding view shows it: a tree to choose, move and fold codes in.
#pragma once

#include "ui/coding/codetreemodel.h"

#include <QSet>
#include <QTreeView>

namespace antiphon {

// What is folded stays so when the codebook changes. Up and Down move, Left and Right fold and open, Shift
// and Ctrl choose several; drag moves them, with Ctrl shows them a second time. All other keys go on to the
// parent, which codes with them.
class CodeTree : public QTreeView
{
    Q_OBJECT
public:
    explicit CodeTree(QWidget* parent = nullptr);
    CodeTreeModel* rows() const { return m_model; }
    void showCodebook(const Codebook& codebook, const QHash<CodeId, qint64>& counts);
    void setFilter(const QString& typed);
    bool isFiltered() const { return !m_typed.isEmpty(); }

    std::optional<Code> currentCode() const;
    void setCurrentCode(CodeId code);    // no row: none is current
    QList<CodeNode> chosenNodes() const; // the rows chosen, in the order of the tree
    void goToBest();                     // makes the best fit of the filter current

    QStringList folded() const; // keys of rows
    void setFolded(const QStringList& keys);
    void setAllFolded(bool folded);

Q_SIGNALS:
    void currentCodeChanged();
    void codeActivated(const antiphon::Code& code); // Enter or double click

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}

private:
    void refill();
    bool isInSight(const QModelIndex& index) const; // nothing around it is folded
    void openRows();
    bool isOnFold(const QModelIndex& index, const QPoint& at) const;

    CodeTreeModel* m_model;
    Codebook m_codebook;
    QHash<CodeId, qint64> m_counts;
    QString m_typed;
    QSet<QString> m_folded;
    bool m_refilling = false;
};

} // namespace antiphon
