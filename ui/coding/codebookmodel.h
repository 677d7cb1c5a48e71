// Codes as rows: flat for finders, nested in the tree.
#pragma once

#include "core/coding/codetree.h"

#include <QAbstractListModel>

namespace antiphon {

struct CodebookRow
{
    QString heading = {}; // of a facet; empty for a code
    Code code = {};
    qint64 codings = 0;
    // In the tree:
    CodeNode node = {};
    int depth = 1;    // of a heading 0
    qint64 below = 0; // codings of what lies in it
    bool isOpen = true;
    bool hasRows = false; // something lies in it
    bool isCut = false;   // waits to be put elsewhere
    bool operator==(const CodebookRow&) const = default;
};

// What a screen reader says of a row.
QString spokenText(const CodebookRow& row);

class CodebookModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum DataRole { RowRole = Qt::UserRole + 1 }; // a CodebookRow
    using QAbstractListModel::QAbstractListModel;

    // Keeps the selection where only figures change.
    void setRows(const QList<CodebookRow>& rows);
    const QList<CodebookRow>& rows() const { return m_rows; }
    int rowOf(CodeId code) const; // -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<CodebookRow> m_rows;
};

} // namespace antiphon

Q_DECLARE_METATYPE(antiphon::CodebookRow)
