// The tree of codes below headings of the facets.
#pragma once

#include "core/coding/codetreerows.h"
#include "ui/coding/codebookmodel.h"

namespace antiphon {

// Changes nothing by itself: what is dropped is told by dropped().
class CodeTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    // Where only figures and names differ, rows stay and nothing is reset.
    void show(const Codebook& codebook, const QHash<CodeId, qint64>& counts, const QString& typed);
    void setCut(const QList<CodeNode>& nodes); // these are shown as waiting
    const CodeTreeRows& rows() const { return m_rows; }

    CodebookRow rowAt(const QModelIndex& index) const;
    CodeNode nodeAt(const QModelIndex& index) const; // a null code for headings
    QModelIndex indexOf(const CodeNode& node) const;
    QModelIndex indexOf(CodeId code) const; // of its own place, else of a second one
    QModelIndex indexOfRow(int row) const;  // a row of rows()
    // What names a row over time: "intent" for a heading, else the node's ids.
    QString keyOf(const QModelIndex& index) const;
    // Where something dropped before child `row` of `parent` (-1: onto it) goes.
    std::optional<CodePlace> placeFor(int row, const QModelIndex& parent) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction | Qt::CopyAction; }
    Qt::DropActions supportedDragActions() const override { return Qt::MoveAction | Qt::CopyAction; }
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    void dropped(const QList<antiphon::CodeNode>& nodes, const antiphon::CodePlace& place,
                 Qt::DropAction action);

private:
    bool hasSameRows(const CodeTreeRows& other) const;
    CodebookRow describe(const CodeTreeRow& row) const;
    QList<CodeNode> nodesOf(const QMimeData* data) const;

    Codebook m_codebook;
    QHash<CodeId, qsizetype> m_places; // of codes in m_codebook
    QHash<CodeId, qint64> m_counts;
    QHash<CodeId, qint64> m_below;
    QList<CodeNode> m_cut;
    CodeTreeRows m_rows;
};

} // namespace antiphon
